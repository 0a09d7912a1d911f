"""Administration of a government: its people and their posts, its agencies, its profile, its keys; and who did what."""

from app.admin.awal import bp as awal_bp
from app.admin.jejak import bp as jejak_bp
from app.admin.opd import bp as opd_bp
from app.admin.orang import bp as orang_bp
from app.admin.peran import bp as peran_bp
from app.admin.profil import bp as profil_bp
from app.admin.token import bp as token_bp

blueprints = (awal_bp, orang_bp, peran_bp, opd_bp, profil_bp, token_bp, jejak_bp)
