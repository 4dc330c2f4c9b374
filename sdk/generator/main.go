// Command generator writes SDKs of the native plugin from its schema, each language in a folder of its own.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	release := Release{}
	flag.StringVar(&release.Version, "version", "", "of the plugin and of the SDKs")
	flag.StringVar(&release.Server, "server", "", "where engines download the plugin from; empty: nowhere")
	flag.StringVar(&release.GoModule, "go-module", "", "path of the Go module")
	schema := flag.String("schema", "", "the plugin's schema")
	folder := flag.String("out", "", "folder to write to")
	languages := flag.String("languages", "nodejs,python,go", "what to write")
	flag.Parse()
	if err := generate(*schema, *folder, strings.Split(*languages, ","), release); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(path, folder string, languages []string, release Release) error {
	for _, language := range languages {
		write, known := generators[language]
		if !known {
			return fmt.Errorf("there is no generator for %s", language)
		}
		pkg, err := read(path, language, release)
		if err != nil {
			return err
		}
		files, err := write(pkg)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		if err := save(filepath.Join(folder, language), files); err != nil {
			return err
		}
	}
	return nil
}

func save(folder string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
