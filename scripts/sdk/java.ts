/*
 * npm run sdk:java -- [--out FOLDER]: makes the SDK for Java as a Maven project and compiles it. It is not committed: what there
 * is to see is the schema, and the generator is pinned.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { run } from "./generate.ts";
import { readStamp, repository, schema, sdk, versionOfPlugin } from "./stamp.ts";

const { values } = parseArgs({
  options: { out: { type: "string", default: join(repository, "release", "sdk-java") } },
});
const out = resolve(values.out);
const version = versionOfPlugin();

const generator = join(repository, "node_modules", ".cache", "sdk-generator-java");
mkdirSync(dirname(generator), { recursive: true });
run(join(sdk, "generator", "java"), "go", "build", "-o", generator, ".");
rmSync(out, { recursive: true, force: true });
run(
  repository,
  generator,
  ...["-schema", schema, "-version", version, "-server", readStamp().server, "-out", out],
);
writeFileSync(join(out, "pom.xml"), project());
run(out, "mvn", "--quiet", "--batch-mode", "package");
process.stdout.write(`${join(out, "target", `wix-${version}.jar`)}\n`);

/** Pulumi's own build files are for Gradle. The group is that of the packages that Pulumi's generator writes. */
function project(): string {
  const dependencies = [
    ["com.pulumi", "pulumi", "1.36.1"],
    ["com.google.code.findbugs", "jsr305", "3.0.2"],
    ["com.google.code.gson", "gson", "2.14.0"],
  ].map(
    ([group, artifact, number]) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${number}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.pulumi</groupId>
  <artifactId>wix</artifactId>
  <version>${version}</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
${dependencies.join("\n")}
  </dependencies>
</project>
`;
}
