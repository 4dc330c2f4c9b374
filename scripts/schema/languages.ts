/* What the generators of each language are told. */

const README = `The resources of the Pulumi plugin for Wix: packages of paid services, domains and DNS records.

Not a product of Wix or of Pulumi.
`;

const GO_MODULE = "pulumi-wix.invalid/sdk/go";

export const LANGUAGES: Readonly<Record<string, unknown>> = {
  nodejs: {
    packageName: "pulumi-wix-native",
    packageDescription: "Pulumi resources for Wix: packages, domains and DNS records, by the native plugin",
    readme: README,
    dependencies: { "@pulumi/pulumi": "^3.216.0" },
    devDependencies: { "@types/node": "^24.0.0" },
    typescriptVersion: "^6.0.0",
    respectSchemaVersion: true,
  },
  python: {
    packageName: "pulumi_wix",
    readme: README,
    pyproject: { enabled: true },
    respectSchemaVersion: true,
  },
  go: {
    // Of no place from which it could be fetched; a release has its own.
    importBasePath: `${GO_MODULE}/wix`,
    modulePath: GO_MODULE,
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  java: { basePackage: "com.pulumi", buildFiles: "", dependencies: {} },
  csharp: { rootNamespace: "Pulumi", packageReferences: { Pulumi: "3.*" }, respectSchemaVersion: true },
};
