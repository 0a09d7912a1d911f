// Checks what Riwayat exports with code that nobody here wrote: golang.org/x/mod/sumdb's note and tlog, which the Go
// checksum database lives by. Built at test time against the copies that the Go installation itself carries.
//
//	periksa FOLDER BUKTI.json VKEY
//
// prints one line of JSON: how many things were accepted, and how many forged ones were refused.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"riwayat.test/periksa/note"
	"riwayat.test/periksa/tlog"
)

type inclusion struct {
	Index int64
	Leaf  tlog.Hash
	Proof []tlog.Hash
}

type consistency struct {
	Size  int64
	Root  tlog.Hash
	Proof []tlog.Hash
}

type proofs struct {
	Inclusion   []inclusion
	Consistency []consistency
}

type counts struct {
	Size, Inclusion, Consistency, FromTiles, Refused int64
}

// folder is our export as the library's tile reader.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1) // C2SP leaves the height out
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		found[i] = data
	}
	return found, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	result, err := check(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(result)
}

func check(export, evidence, vkey string) (*counts, error) {
	text, err := os.ReadFile(filepath.Join(export, "checkpoint"))
	if err != nil {
		return nil, err
	}
	tree, err := open(text, vkey)
	if err != nil {
		return nil, err
	}
	result := &counts{Size: tree.N}
	if err := forgedNotes(text, vkey, result); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(evidence)
	if err != nil {
		return nil, err
	}
	var all proofs
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	reader := tlog.TileHashReader(tree, folder(export))
	for _, one := range all.Inclusion {
		if err := checkInclusion(one, tree, reader, result); err != nil {
			return nil, fmt.Errorf("inclusion of leaf %d: %w", one.Index, err)
		}
	}
	for _, one := range all.Consistency {
		if err := checkConsistency(one, tree, reader, result); err != nil {
			return nil, fmt.Errorf("consistency with size %d: %w", one.Size, err)
		}
	}
	return result, nil
}

// open believes a checkpoint that the key signed.
func open(text []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of the key's log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// forgedNotes changes each byte of the signed text: none may be believed.
func forgedNotes(text []byte, vkey string, result *counts) error {
	for i := range strings.Index(string(text), "\n\n") {
		forged := slices.Clone(text)
		forged[i] ^= 1
		if _, err := open(forged, vkey); err == nil {
			return fmt.Errorf("believed a checkpoint with byte %d changed", i)
		}
		result.Refused++
	}
	return nil
}

func checkInclusion(one inclusion, tree tlog.Tree, reader tlog.HashReader, result *counts) error {
	if err := tlog.CheckRecord(one.Proof, tree.N, tree.Hash, one.Index, one.Leaf); err != nil {
		return err
	}
	result.Inclusion++
	theirs, err := tlog.ProveRecord(tree.N, one.Index, reader)
	if err != nil {
		return err
	}
	if !slices.Equal([]tlog.Hash(theirs), one.Proof) {
		return errors.New("made from the tiles it is another")
	}
	result.FromTiles++
	for i := range one.Proof {
		forged := slices.Clone(one.Proof)
		forged[i][i%tlog.HashSize] ^= 1 << (i % 8)
		if tlog.CheckRecord(forged, tree.N, tree.Hash, one.Index, one.Leaf) == nil {
			return errors.New("believed a proof with a bit flipped")
		}
		result.Refused++
	}
	return nil
}

func checkConsistency(one consistency, tree tlog.Tree, reader tlog.HashReader, result *counts) error {
	if err := tlog.CheckTree(one.Proof, tree.N, tree.Hash, one.Size, one.Root); err != nil {
		return err
	}
	result.Consistency++
	theirs, err := tlog.ProveTree(tree.N, one.Size, reader)
	if err != nil {
		return err
	}
	if !slices.Equal([]tlog.Hash(theirs), one.Proof) {
		return errors.New("made from the tiles it is another")
	}
	result.FromTiles++
	for i := range one.Proof {
		forged := slices.Clone(one.Proof)
		forged[i][i%tlog.HashSize] ^= 1 << (i % 8)
		if tlog.CheckTree(forged, tree.N, tree.Hash, one.Size, one.Root) == nil {
			return errors.New("believed a proof with a bit flipped")
		}
		result.Refused++
	}
	return nil
}
