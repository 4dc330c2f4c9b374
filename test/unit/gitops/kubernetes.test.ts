import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { stacksFor } from "../../../examples/gitops/kubernetes/stacks";
import { parseDuration } from "../../../provider/src/core/duration";
import { faultsOf, folder, read } from "./operator-fields";

interface Reference {
  readonly type: string;
  readonly secret?: { readonly name: string; readonly key: string };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly envRefs: Readonly<Record<string, Reference>>;
    readonly config: Readonly<Record<string, string>>;
    readonly workspaceTemplate: { readonly spec: WorkspaceSpec };
  };
}

interface WorkspaceSpec {
  readonly image: string;
  readonly podTemplate: {
    readonly spec: {
      readonly terminationGracePeriodSeconds: number;
      readonly initContainers: readonly { readonly image: string }[];
    };
  };
}

const documentsOf = (text: string): Manifest[] =>
  parseAllDocuments(text).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });

const files = readdirSync(folder).filter(name => name.endsWith(".yaml"));
const all = files.flatMap(name => documentsOf(read(name)));
const stacks = all.filter(({ kind }) => kind === "Stack");
const stack = parse(read("stack.yaml")) as Manifest;
const drift = parse(read("drift.yaml")) as Manifest;

describe("the Stack objects of the Kubernetes example", () => {
  test("have the operator's fields and no others", () => {
    expect(stacks.map(({ metadata: { name } }) => name).sort()).toEqual(["bakery", "bakery-drift"]);
    expect(stacks.flatMap(faultsOf)).toEqual([]);
  });

  test.each([
    ["misspelt", { ...stack, spec: { ...stack.spec, resyncFrequencySecond: 300 } }, /resyncFrequencySecond$/],
    ["of another object", { ...stack, spec: { ...stack.spec, expectNoChanges: true } }, /expectNoChanges$/],
    [
      "inside of another",
      { ...drift, spec: { ...drift.spec, updateTemplate: { spec: { expect: true } } } },
      /expect$/,
    ],
    ["of another type", { ...stack, spec: { ...stack.spec, refresh: "true" } }, /refresh must be boolean/],
    ["that is missing", { ...stack, spec: {} }, /'stack'/],
    [
      "of a reference that is missing",
      { ...stack, spec: { ...stack.spec, envRefs: { A: { type: "Secret", secret: { name: "a" } } } } },
      /'key'/,
    ],
  ])("a field %s is refused", (_what, manifest, fault) => {
    expect(faultsOf(manifest)).toEqual([expect.stringMatching(fault)]);
  });

  test("take keys and passphrases from a Secret, and hold none", () => {
    for (const { spec } of stacks) {
      expect(Object.keys(spec.envRefs).sort()).toEqual([
        "PULUMI_BACKEND_URL",
        "PULUMI_CONFIG_PASSPHRASE",
        "WIX_ACCOUNT_ID",
        "WIX_API_KEY",
      ]);
      for (const [name, { type, secret }] of Object.entries(spec.envRefs))
        expect({ type, secret }).toEqual({ type: "Secret", secret: { name: "wix-domains", key: name } });
      expect(Object.keys(spec)).not.toContain("secrets");
    }
  });

  test("destroy nothing, and could if told to", () => {
    for (const { spec } of stacks) expect(spec).toMatchObject({ destroyOnFinalize: false });
    expect(stack.spec).toMatchObject({ runProgram: true });
  });

  test("end their waits within the time that a pod has to end in", () => {
    for (const { spec } of stacks)
      expect(parseDuration(spec.config["wix:maxWait"]!)).toBeLessThan(
        spec.workspaceTemplate.spec.podTemplate.spec.terminationGracePeriodSeconds * 1000,
      );
  });

  test("run and install with the same image", () => {
    const images = stacks.flatMap(({ spec }) => [
      spec.workspaceTemplate.spec.image,
      ...spec.workspaceTemplate.spec.podTemplate.spec.initContainers.map(({ image }) => image),
    ]);
    expect(new Set(images).size).toBe(1);
  });

  test("watch what is applied: the watcher differs in what it does, and in nothing else", () => {
    const purpose = [
      "preview",
      "prerequisites",
      "updateTemplate",
      "runProgram",
      "resyncFrequencySeconds",
      "continueResyncOnCommitMatch",
      "retryMaxBackoffDurationSeconds",
    ];
    const rest = ({ spec }: Manifest) => Object.entries(spec).filter(([key]) => !purpose.includes(key));
    expect(rest(drift)).toEqual(rest(stack));
    expect(drift.spec).toMatchObject({
      preview: true,
      refresh: true,
      prerequisites: [{ name: stack.metadata.name }],
      updateTemplate: { spec: { expectNoChanges: true } },
    });
  });
});

describe("the Program object of the Kubernetes example", () => {
  const [program, runs] = documentsOf(read("program/program.yaml"));
  const { spec } = runs!;

  test("and its Stack have the operator's fields and no others", () => {
    expect([program, runs].map(one => one?.kind)).toEqual(["Program", "Stack"]);
    expect([program!, runs!].flatMap(faultsOf)).toEqual([]);
    expect(faultsOf({ ...program!, ...{ program: { runtime: "yaml" } } })).toEqual([
      expect.stringMatching(/runtime$/),
    ]);
  });

  test("is what its Stack runs, in the project that the operator calls by its name", () => {
    expect(spec).toMatchObject({ programRef: { name: program?.metadata.name } });
    expect(spec.stack).toMatch(new RegExp(`^organization/${program?.metadata.name}/`));
  });

  test("runs as those with a repository do: secrets, account, image, time to end in", () => {
    const same = ["envRefs", "serviceAccountName", "config", "refresh", "destroyOnFinalize"];
    for (const name of same) expect(spec[name]).toEqual(stack.spec[name]);
    const [template, theirs] = [spec, stack.spec].map(one => one.workspaceTemplate.spec);
    expect(template?.image).toBe(theirs?.image);
    expect(template?.podTemplate.spec).toMatchObject({
      terminationGracePeriodSeconds: theirs?.podTemplate.spec.terminationGracePeriodSeconds,
      initContainers: [{ image: theirs?.image }],
    });
  });
});

test("all that is applied together is there, in one namespace, which is not among it", () => {
  const { resources } = parse(read("kustomization.yaml")) as { resources: string[] };
  expect(resources.toSorted()).toEqual(
    files.filter(name => !["kustomization.yaml", "namespace.yaml"].includes(name)),
  );
  const applied = resources.flatMap(name => documentsOf(read(name)));
  const inNamespace = applied.filter(({ kind }) => kind !== "ClusterRoleBinding");
  expect(new Set(inNamespace.map(({ metadata }) => metadata.namespace))).toEqual(new Set(["wix"]));
  expect(applied.map(({ kind }) => kind)).not.toContain("Namespace");
});

test("the workspace's account may have its callers reviewed, as version 2 needs", () => {
  const [account, binding] = documentsOf(read("access.yaml"));
  expect(account).toMatchObject({
    kind: "ServiceAccount",
    metadata: { name: stack.spec.serviceAccountName },
  });
  expect(binding).toMatchObject({
    kind: "ClusterRoleBinding",
    roleRef: { kind: "ClusterRole", name: "system:auth-delegator" },
    subjects: [
      { kind: "ServiceAccount", name: account?.metadata.name, namespace: account?.metadata.namespace },
    ],
  });
});

describe("the manifests of all customers", () => {
  const templates = { stack: read("stack.yaml"), drift: read("drift.yaml") };
  const of = (...names: string[]) =>
    stacksFor(`customers: [${names.map(name => `{ name: ${name}, domain: x }`).join(", ")}]`, templates);

  test("are two for each, of the operator's fields", () => {
    const made = documentsOf(of("bakery", "florist"));
    expect(made.flatMap(faultsOf)).toEqual([]);
    expect(made.map(({ metadata: { name }, spec }) => [name, spec.stack, spec.prerequisites])).toEqual([
      ["bakery", "organization/domains/bakery", undefined],
      ["bakery-drift", "organization/domains/bakery", [{ name: "bakery" }]],
      ["florist", "organization/domains/florist", undefined],
      ["florist-drift", "organization/domains/florist", [{ name: "florist" }]],
    ]);
    expect(made.slice(0, 2)).toEqual([stack, drift]);
  });

  test.each([
    ["that occurs twice", ["bakery", "bakery"], /two customers/],
    ["of other characters", ["Bakery"], /a to z/],
    ["that is too long for its watcher", ["b".repeat(37)], /36 at most/],
  ])("are not made for a name %s", (_what, names, fault) => {
    expect(() => of(...names)).toThrow(fault);
  });
});

test("each test that the README names is there", () => {
  const links = [...read("README.md").matchAll(/\[«([^»]+)»\]\(([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(8);
  for (const [, title = "", path = ""] of links)
    expect(readFileSync(join(folder, path), "utf8").replaceAll('\\"', '"')).toContain(title);
});
