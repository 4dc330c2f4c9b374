import { expect, test } from "@jest/globals";
import { repositoryAt, stampedManifest, stampedSchema } from "../../../scripts/release/repository";

test("a release says of each package where it comes from, however its repository is written", () => {
  for (const url of ["https://github.com/agency/pulumi-wix", "https://github.com/agency/pulumi-wix.git"])
    expect(stampedManifest({ name: "pulumi-wix" }, repositoryAt(url), "provider")).toEqual({
      name: "pulumi-wix",
      repository: {
        type: "git",
        url: "git+https://github.com/agency/pulumi-wix.git",
        directory: "provider",
      },
      homepage: "https://github.com/agency/pulumi-wix/tree/main/provider#readme",
      bugs: { url: "https://github.com/agency/pulumi-wix/issues" },
    });
});

test("a release names its archives as what SDKs get the plugin from", () => {
  const repository = repositoryAt("https://github.com/agency/pulumi-wix/");
  expect(stampedSchema({ name: "wix" }, repository)).toEqual({
    name: "wix",
    repository: "https://github.com/agency/pulumi-wix",
    pluginDownloadURL: "github://api.github.com/agency/pulumi-wix",
  });
});

test.each(["", "https://example.com/agency/pulumi-wix", "git@github.com:agency/pulumi-wix.git"])(
  "a release refuses %j as its repository",
  url => {
    expect(() => repositoryAt(url)).toThrow("is no repository like https://github.com/<owner>/<name>");
  },
);
