package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

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
		return files, errors.Join(compiled(files), quiet(files))
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
}

// What quiet adds. All that wait for an output fail by the same error.
const quietly = `
/**
 * Pulumi shows an error that is marked so by its message alone: what a lookup says is clear without a stack of the SDK.
 * @internal
 */
function withoutStack(error: unknown): void {
    if (error instanceof Error) {
        Object.assign(error, new pulumi.RunError());
    }
}

/** @internal */
export function invoke(tok: string, props: pulumi.Inputs, opts: pulumi.InvokeOptions): Promise<any> {
    const result = pulumi.runtime.invoke(tok, props, opts);
    result.catch(withoutStack);
    return result;
}

/** @internal */
export function invokeOutput<T>(tok: string, props: pulumi.Inputs, opts: pulumi.InvokeOutputOptions): pulumi.Output<T> {
    const result = pulumi.runtime.invokeOutput<T>(tok, props, opts);
    (result as any).promise().catch(withoutStack);
    return result;
}
`

var (
	className = regexp.MustCompile(`export class (\w+) extends pulumi\.CustomResource`)
	missing   = regexp.MustCompile(`throw new Error\("Missing required property '(\w+)'"\)`)
)

// quiet has lookups and classes fail without the stack of the SDK.
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
	files["utilities.ts"] = append(files["utilities.ts"], []byte(quietly)...)
	return nil
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
