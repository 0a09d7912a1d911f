// Identity providers that nobody of ours wrote (npm oidc-provider), one per client handed in, each at a port of its own.
// Usage: node penyedia_mandiri.mjs FOLDER_OF_MODULES CLIENTS_AS_JSON; commands come as lines of JSON on standard input.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , modul, daftar] = process.argv;
const { Provider } = await import(pathToFileURL(`${modul}/oidc-provider/lib/index.js`));

// Standard output is for answers alone.
const jawab = (isi) => process.stdout.write(`${JSON.stringify(isi)}\n`);
console.info = console.log = console.error;

let selisih = 0;
const jamAsli = Date.now;
Date.now = () => jamAsli() + selisih * 1000;

const kunciBaru = () => ({
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  use: "sig", alg: "RS256",
});

function susunan(klien) {
  return {
    jwks: { keys: [kunciBaru()] },
    clients: [klien],
    cookies: { keys: ["kunci-uji"], names: Object.fromEntries(
      ["session", "interaction", "resume"].map((nama) => [nama, `${klien.client_id}_${nama}`])) },
    claims: { openid: ["sub", "sid"], profile: ["name", "nip", "unit"] },
    conformIdTokenClaims: false,
    // Without its own guard, which would never call this machine; and Date.now is ours, so no time-out of its clock.
    fetch: (url, { dispatcher, signal, ...isi }) => fetch(url, isi),
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Pegawai ${id}`, nip: "198501012010012001", unit: "Setda" }),
    }),
    // No page of consent: the client is the government's own.
    loadExistingGrant: async ({ oidc }) => {
      const izin = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      izin.addOIDCScope("openid profile email");
      await izin.save();
      return izin;
    },
    interactions: { url: (_, { uid }) => `/orang/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { logoutSource: (ctx, form) => { ctx.body = `<!doctype html>${form}`; } },
    },
    renderError: (ctx, keluar) => { ctx.body = JSON.stringify(keluar); },
  };
}

const penyedia = [];
for (const klien of JSON.parse(daftar)) {
  const milik = { klien, layani: null };
  const peladen = createServer(async (minta, respons) => {
    if (!minta.url.startsWith("/orang/")) return milik.layani(minta, respons);
    // "/orang/<uid>?akun=ratna" stands for a page with a password: the person has just signed in.
    const akun = new URL(minta.url, milik.issuer).searchParams.get("akun");
    if (!akun) return respons.end("Siapa Anda?");
    return milik.provider.interactionFinished(minta, respons, { login: { accountId: akun, amr: ["pwd", "otp"] } });
  });
  await new Promise((siap) => peladen.listen(0, "127.0.0.1", siap));
  milik.issuer = `http://127.0.0.1:${peladen.address().port}`;
  milik.mulai = () => {
    milik.provider = new Provider(milik.issuer, susunan(klien));
    milik.provider.on("backchannel.error", (_, galat) => console.error(galat));
    milik.layani = milik.provider.callback();
  };
  milik.mulai();
  penyedia.push(milik);
}
jawab(penyedia.map(({ issuer }) => issuer));

createInterface({ input: process.stdin }).on("line", (baris) => {
  const perintah = JSON.parse(baris);
  if ("selisih" in perintah) selisih = perintah.selisih;
  if ("kunciBaru" in perintah) penyedia[perintah.kunciBaru].mulai();
  jawab(true);
}).on("close", () => process.exit(0));
