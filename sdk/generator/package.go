package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Release is what the schema does not know of itself.
type Release struct {
	Version  string
	Server   string
	GoModule string
}

// read binds the schema as one language is to see it.
func read(path, language string, release Release) (*schema.Package, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	spec.Version = release.Version
	spec.PluginDownloadURL = release.Server
	if language == "go" {
		takeLists(spec)
		if err := moveTo(&spec, release.GoModule); err != nil {
			return nil, err
		}
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	for _, diagnostic := range diagnostics {
		fmt.Fprintln(os.Stderr, diagnostic.Error())
	}
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("%s is no schema", path)
	}
	return pkg, nil
}

// takeLists leaves of each argument that is a list or a map the list alone: Go has no unions, and what may be either
// would be typed as anything.
func takeLists(spec schema.PackageSpec) {
	for _, resource := range spec.Resources {
		for name, property := range resource.InputProperties {
			for _, option := range property.OneOf {
				if option.Type == "array" {
					property.TypeSpec = option
					resource.InputProperties[name] = property
				}
			}
		}
	}
}

func moveTo(spec *schema.PackageSpec, module string) error {
	options := map[string]any{}
	if err := json.Unmarshal(spec.Language["go"], &options); err != nil {
		return err
	}
	options["modulePath"] = module
	options["importBasePath"] = module + "/" + spec.Name
	text, err := json.Marshal(options)
	spec.Language["go"] = text
	return err
}
