package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// In the order in which they are shown.
var exampleLanguages = []struct {
	name, file string
	generate   func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)
}{
	{"typescript", "index.ts", nodejs.GenerateProgram},
	{"python", "__main__.py", python.GenerateProgram},
	{"go", "main.go", gogen.GenerateProgram},
}

// writeExamples makes of each program in Pulumi's own language the same in others: `X.md` beside `X.pp`.
func writeExamples(pkg *schema.Package, folder string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.pp"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		text, err := translate(pkg, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := os.WriteFile(strings.TrimSuffix(path, ".pp")+".md", text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func translate(pkg *schema.Package, path string) ([]byte, error) {
	var text bytes.Buffer
	for _, language := range exampleLanguages {
		// Generators change what they are given.
		program, err := bindProgram(pkg, path)
		if err != nil {
			return nil, err
		}
		files, diagnostics, err := language.generate(program)
		if err := errors.Join(err, wrong(diagnostics)); err != nil {
			return nil, err
		}
		code := bytes.TrimSpace(files[language.file])
		if len(code) == 0 {
			return nil, fmt.Errorf("nothing in %s", language.name)
		}
		fmt.Fprintf(&text, "```%s\n%s\n```\n\n", language.name, code)
	}
	return text.Bytes(), nil
}

func bindProgram(pkg *schema.Package, path string) (*pcl.Program, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	parser := syntax.NewParser()
	if err := parser.ParseFile(file, filepath.Base(path)); err != nil {
		return nil, err
	}
	if err := wrong(parser.Diagnostics); err != nil {
		return nil, err
	}
	program, diagnostics, err := pcl.BindProgram(parser.Files, alone{pkg})
	return program, errors.Join(err, wrong(diagnostics))
}

func wrong(diagnostics hcl.Diagnostics) error {
	if diagnostics.HasErrors() {
		return diagnostics
	}
	return nil
}

// alone is a loader that knows one package.
type alone struct{ pkg *schema.Package }

func (one alone) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	if name != one.pkg.Name {
		return nil, fmt.Errorf("there is no package %s", name)
	}
	return one.pkg, nil
}

func (one alone) LoadPackageV2(_ context.Context, which *schema.PackageDescriptor) (*schema.Package, error) {
	return one.LoadPackage(which.Name, nil)
}

func (one alone) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	pkg, err := one.LoadPackage(name, version)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (one alone) LoadPackageReferenceV2(
	_ context.Context, which *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return one.LoadPackageReference(which.Name, nil)
}
