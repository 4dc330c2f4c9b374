// Command java writes the Java SDK of the native plugin from its schema. It is a module of its own: Pulumi's generator for Java
// stands on an older release of Pulumi's packages than the other generators do.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	java "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	path := flag.String("schema", "", "the plugin's schema")
	version := flag.String("version", "", "of the plugin and of the SDK")
	server := flag.String("server", "", "where engines download the plugin from; empty: nowhere")
	folder := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := generate(*path, *version, *server, *folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(path, version, server, folder string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	spec.Version = version
	if server != "" {
		spec.PluginDownloadURL = server
	}
	importers := map[string]schema.Language{"java": java.Importer}
	pkg, err := schema.ImportSpec(spec, importers, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	files, err := java.GeneratePackage("pulumi-wix", pkg, nil, nil, false, true)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
