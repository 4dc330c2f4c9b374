package main

import (
	"bytes"
	"encoding/json"
	"errors"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Who is named as their author in the files.
const tool = "pulumi-wix"

// Each makes files, by their paths.
var generators = map[string]func(*schema.Package) (map[string][]byte, error){
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		files, err := nodejs.GeneratePackage(tool, pkg, nil, nil, false, nil)
		if err != nil {
			return nil, err
		}
		return files, compiled(files)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
}

// compiled makes an npm package that can be installed from its folder once it is compiled to bin: Pulumi's own are
// published from a folder that their build puts together, with the description beside the code.
func compiled(files map[string][]byte) error {
	beside, above := []byte(`require('./package.json')`), []byte(`require('../package.json')`)
	if !bytes.Contains(files["utilities.ts"], beside) {
		return errors.New("the code does not look for its version where it did")
	}
	files["utilities.ts"] = bytes.Replace(files["utilities.ts"], beside, above, 1)
	description := map[string]any{}
	if err := json.Unmarshal(files["package.json"], &description); err != nil {
		return err
	}
	description["main"] = "bin/index.js"
	description["types"] = "bin/index.d.ts"
	description["files"] = []string{"bin"}
	description["engines"] = map[string]string{"node": ">=20"}
	text := bytes.Buffer{}
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(description)
	files["package.json"] = text.Bytes()
	return err
}
