// Command typecheck checks the types of Go packages and compiles nothing: neither them nor what they import, of which it
// reads the declarations alone. That takes a fraction of the time of a build.
//
//	typecheck PACKAGE...
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	ImportMap  map[string]string
	DepOnly    bool
	Error      *struct{ Err string }
}

func main() {
	if err := check(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(patterns []string) error {
	packages, err := list(patterns)
	if err != nil {
		return err
	}
	checked := map[string]*types.Package{"unsafe": types.Unsafe}
	var faults []error
	// Those that others import come first.
	for _, one := range packages {
		if one.Error != nil {
			return errors.New(one.Error.Err)
		}
		if one.ImportPath == "unsafe" {
			continue
		}
		checked[one.ImportPath], err = one.types(checked)
		if err != nil && !one.DepOnly {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func list(patterns []string) ([]listed, error) {
	command := exec.Command("go", append([]string{"list", "-deps", "-e", "-json"}, patterns...)...)
	command.Stderr = os.Stderr
	text, err := command.Output()
	if err != nil {
		return nil, err
	}
	var packages []listed
	decoder := json.NewDecoder(bytes.NewReader(text))
	for {
		var one listed
		if err := decoder.Decode(&one); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, one)
	}
}

// importer finds packages among those that are checked already.
type importer struct {
	of      listed
	checked map[string]*types.Package
}

func (from importer) Import(path string) (*types.Package, error) {
	if actual, mapped := from.of.ImportMap[path]; mapped {
		path = actual
	}
	if found := from.checked[path]; found != nil {
		return found, nil
	}
	return nil, fmt.Errorf("%s is not there", path)
}

func (one listed) types(checked map[string]*types.Package) (*types.Package, error) {
	files := token.NewFileSet()
	var syntax []*ast.File
	for _, name := range one.GoFiles {
		file, err := parser.ParseFile(files, filepath.Join(one.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		syntax = append(syntax, file)
	}
	var faults []error
	config := types.Config{
		Importer:         importer{one, checked},
		Sizes:            types.SizesFor("gc", runtime.GOARCH),
		FakeImportC:      true,
		IgnoreFuncBodies: one.DepOnly,
		Error:            func(err error) { faults = append(faults, err) },
	}
	// Its own error is the first of those that are collected.
	pkg, _ := config.Check(one.ImportPath, files, syntax, nil)
	return pkg, errors.Join(faults...)
}
