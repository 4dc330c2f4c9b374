//go:build tools

// Package cli pins the Pulumi command line, so that `go build` has a checksum for every module of it.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
