/** The structure that the code keeps; docs/architecture.md draws it. */
const { globSync, readFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");

/** The simulator's families by folder, with the folders of those that each declares as its `needs`. */
const families = Object.fromEntries(
  globSync("simulator/src/*/index.ts", { cwd: __dirname }).map(file => {
    const [, needs = ""] = /^  needs: \[([^\]]*)\]/m.exec(readFileSync(join(__dirname, file), "utf8")) ?? [];
    const folders = needs.match(/\w+/g)?.map(name => name.replace(/[A-Z]/g, "-$&").toLowerCase());
    return [basename(dirname(file)), folders ?? []];
  }),
);
/**
 * The provider's layers, from the ground up: each folder, and the folders that it may know. Only program/, dynamic/,
 * native/, lookups/ and the index.ts of a resource know Pulumi.
 */
const LAYERS = {
  core: [],
  dns: ["core"],
  wix: ["core", "dns"],
  lifecycle: ["core", "wix"],
  domains: ["core", "dns", "wix", "lifecycle"],
  program: ["core"],
  connection: ["core", "wix", "lifecycle"],
  resources: ["core", "dns", "wix", "lifecycle", "domains", "program"],
  shell: ["core", "lifecycle", "connection"],
  dynamic: ["core", "lifecycle", "connection", "shell", "program", "resources"],
  lookups: ["core", "dns", "wix", "lifecycle", "connection", "domains", "program", "resources"],
  native: ["core", "wix", "lifecycle", "connection", "shell", "program", "resources", "lookups"],
  cli: ["core", "dns", "wix", "lifecycle", "connection", "domains", "resources"],
};
const withoutPulumi =
  "^provider/src/(core|wix|dns|lifecycle|connection|shell|domains|cli)/|^provider/src/resources/[^/]+/(?!index\\.ts$)";
const layer = ([folder, known]) => ({
  name: `provider-${folder}-rests-on-${known.join("-") || "nothing"}`,
  severity: "error",
  from: { path: `^provider/src/${folder}/` },
  to: { path: `^provider/src/(?!(${[folder, ...known].join("|")})/)` },
});

const simulatorBut = folders => `^simulator/src/(?!(${folders.join("|")})/)`;
const knowsOnly = (folder, others) => ({
  name: `simulator-${folder}-knows-only-${others.join("-") || "itself"}`,
  severity: "error",
  from: { path: `^simulator/src/${folder}/` },
  to: { path: simulatorBut([folder, ...others]) },
});

module.exports = {
  forbidden: [
    ...Object.entries(LAYERS).map(layer),
    {
      name: "the-core-does-not-know-pulumi",
      severity: "error",
      from: { path: withoutPulumi },
      to: { path: "node_modules/@pulumi/|^provider/src/program/|^provider/src/resources/[^/]+/index\\.ts$" },
    },
    {
      name: "programs-load-no-more-of-pulumi-than-they-need",
      comment: "see provider/src/program/pulumi.ts",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/native/" },
      to: { path: "^node_modules/@pulumi/pulumi/(runtime/)?index\\.", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "resources-know-the-core-of-others-only",
      severity: "error",
      from: { path: "^provider/src/resources/([^/]+)/index\\.ts$" },
      to: { path: "^provider/src/resources/(?!$1/)" },
    },
    {
      name: "core-and-dns-are-pure",
      severity: "error",
      from: { path: "^provider/src/(core|dns)/" },
      to: { path: "node_modules/(?!tldts|fastest-levenshtein)|^(node:)?(?!(net|url|util)$)[a-z0-9_]+$" },
    },
    {
      name: "a-shell-knows-no-other",
      severity: "error",
      from: { path: "^provider/src/(dynamic|native)/" },
      to: { path: "^provider/src/(?!$1/)(dynamic|native)/|^provider/src/resources/[^/]+/index\\.ts$" },
    },
    {
      name: "the-plugin-knows-lookups-by-their-table",
      severity: "error",
      from: { path: "^provider/src/native/" },
      to: { path: "^provider/src/lookups/(?!table\\.ts$)" },
    },
    {
      name: "one-door-to-the-network",
      comment: "only the transport opens connections, by its tunnel where a proxy is in between",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/wix/(transport|tunnel)\\.ts$" },
      to: { path: "node_modules/undici|^(node:)?(http|https|http2|net|tls)$", pathNot: "^(node:)?net$" },
    },
    {
      name: "one-asks-resolvers",
      comment: "what the world sees of a domain's records only makes messages better",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/domains/world\\.ts$" },
      to: { path: "^(node:)?(dns|dns/promises|dgram)$" },
    },
    {
      name: "provider-and-simulator-share-no-code",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^simulator/" },
    },
    {
      name: "simulator-and-provider-share-no-code",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^provider/|node_modules/pulumi-wix" },
    },
    {
      name: "policies-know-arguments-only",
      severity: "error",
      from: { path: "^policy/" },
      to: {
        path: "^(provider|simulator)/|node_modules/(?!@pulumi/policy/)|^(node:)?(?!url$)[a-z0-9_]+$",
      },
    },
    {
      name: "rules-do-not-know-each-other",
      severity: "error",
      from: { path: "^policy/src/rules/" },
      to: { path: "^policy/src/rules/" },
    },
    {
      name: "nothing-rests-on-policies",
      severity: "error",
      from: { path: "^(provider|simulator)/" },
      to: { path: "^policy/|node_modules/(pulumi-wix-policy|@pulumi/policy)/" },
    },
    knowsOnly("kernel", []),
    ...Object.entries(families).map(([folder, needs]) => knowsOnly(folder, ["kernel", ...needs])),
    knowsOnly("account", ["kernel", ...Object.keys(families)]),
    knowsOnly("http", ["kernel", "account"]),
    knowsOnly("control", ["kernel", "account", "http"]),
    knowsOnly("page", ["kernel", "account", "http", ...Object.keys(families)]),
    {
      name: "the-page-in-the-browser-knows-what-it-is-told",
      comment: "and the library that draws it: whatever else it imports would have to be served too",
      severity: "error",
      from: { path: "^simulator/browser/" },
      to: {
        path: ".",
        pathNot: "^simulator/browser/|^simulator/src/page/model\\.ts$|node_modules/lit-html/",
      },
    },
    {
      name: "nothing-rests-on-the-page-in-the-browser",
      severity: "error",
      from: { path: "^(provider|simulator/src|policy)/" },
      to: { path: "^simulator/browser/" },
    },
    {
      name: "no-cycles-between-the-simulator-s-folders",
      severity: "error",
      scope: "folder",
      from: { path: "^simulator/src/" },
      to: { circular: true },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "types"],
    },
  },
};
