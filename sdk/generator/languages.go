package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
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
		handy(files)
		return files, errors.Join(compiled(files), quiet(files), quick(files, pkg), light(files))
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
}

var (
	className = regexp.MustCompile(`export class (\w+) extends pulumi\.CustomResource`)
	missing   = regexp.MustCompile(`throw new Error\("Missing required property '(\w+)'"\)`)
	declaring = regexp.MustCompile(`(?m)^( +)super\((\w+\.__pulumiType, name), resourceInputs, opts\);$`)
	aliased   = regexp.MustCompile(`aliases: \[\{ type: ("pulumi-nodejs:dynamic/[^"]+") \}\]`)
	sdk       = regexp.MustCompile(`(?m)^import \* as pulumi from "@pulumi/pulumi";$`)
	runtime   = regexp.MustCompile(`(?m)^import \* as runtime from "@pulumi/pulumi/runtime";$`)
)

// quiet has lookups and classes fail without the stack of the SDK. The code for it is in stacks.ts, which is not generated.
func quiet(files map[string][]byte) error {
	changed := 0
	for name, content := range files {
		quieter := bytes.ReplaceAll(content, []byte("pulumi.runtime.invoke"), []byte("utilities.invoke"))
		if class := className.FindSubmatch(content); class != nil {
			reason := fmt.Sprintf("throw new pulumi.RunError(`%s ${name}: the argument $1 is missing`)", class[1])
			// A dollar of the template is one of the text here.
			quieter = missing.ReplaceAll(quieter, []byte(strings.Replace(reason, "${name}", "$${name}", 1)))
		}
		if !bytes.Equal(quieter, content) {
			files[name] = quieter
			changed++
		}
	}
	if changed == 0 {
		return errors.New("no lookup is called where it was")
	}
	return nil
}

// quick has classes declare resources without the cost of stacks that nobody sees and of properties that nobody reads. The
// code for it is in stacks.ts and absent.ts, which are not generated.
func quick(files map[string][]byte, pkg *schema.Package) error {
	classes := map[string]*schema.Resource{}
	for _, resource := range pkg.Resources {
		classes[tokens.Type(resource.Token).Name().String()] = resource
	}
	for name, content := range files {
		class := className.FindSubmatch(content)
		if class == nil {
			continue
		}
		resource, isKnown := classes[string(class[1])]
		if !isKnown || !declaring.Match(content) {
			return fmt.Errorf("%s: its constructor does not declare the resource where it did", name)
		}
		quicker := declaring.ReplaceAll(content, []byte(
			"${1}utilities.spareStacks();\n${1}super(${2}, utilities.given(resourceInputs, optional, opts), opts);"))
		if !aliased.Match(quicker) {
			return fmt.Errorf("%s: its constructor does not name the alias where it did", name)
		}
		quicker = aliased.ReplaceAll(quicker, []byte("aliases: [utilities.formerly(${1}, name, opts)]"))
		files[name] = append(quicker, []byte(fmt.Sprintf(
			"\nconst optional = %s;\nutilities.askLater(%s, optional);\n", optionalOf(resource), class[1]))...)
	}
	return nil
}

// light has no file load more of Pulumi's SDK than it needs. What that is stands in pulumi.ts, which is not generated.
func light(files map[string][]byte) error {
	changed := 0
	for name, content := range files {
		folder := strings.Repeat("../", strings.Count(name, "/"))
		if folder == "" {
			folder = "./"
		}
		lighter := sdk.ReplaceAll(content, []byte(`import * as pulumi from "`+folder+`pulumi";`))
		lighter = runtime.ReplaceAll(lighter, []byte(`import { runtime } from "`+folder+`pulumi";`))
		if !bytes.Equal(lighter, content) {
			files[name] = lighter
			changed++
		}
	}
	if changed == 0 {
		return errors.New("no file imports the SDK where it did")
	}
	return nil
}

// handy has classes and lookups find what is written by hand for them among the utilities.
func handy(files map[string][]byte) {
	for _, file := range []string{"stacks", "absent", "aliases"} {
		files["utilities.ts"] = append(files["utilities.ts"], []byte(fmt.Sprintf("\nexport * from \"./%s\";", file))...)
	}
	files["utilities.ts"] = append(files["utilities.ts"], '\n')
}

// optionalOf lists the arguments that may be left out, and that are outputs which hold nothing then.
func optionalOf(resource *schema.Resource) string {
	holdsSomething := map[string]bool{}
	for _, property := range resource.Properties {
		holdsSomething[property.Name] = property.IsRequired()
	}
	names := []string{}
	for _, property := range resource.InputProperties {
		if !property.IsRequired() && !holdsSomething[property.Name] {
			names = append(names, strconv.Quote(property.Name))
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
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
	description["type"], description["files"] = "commonjs", []string{"bin/**/*.js", "bin/**/*.d.ts", "CHANGELOG.md"}
	description["engines"] = map[string]string{"node": ">=20"}
	text := bytes.Buffer{}
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(description)
	files["package.json"] = text.Bytes()
	return err
}
