/** The structure that the code keeps: see "The rule" in the README. */
const core =
  "^provider/src/(wix|settle|dns|domains)/|^provider/src/(lifecycle|inputs|present|clock|duration)\\.ts$|^provider/src/resources/[^/]+/(?!index\\.ts$)";

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
const simulatorBut = folders => `^simulator/src/(?!(${folders.join("|")})/)`;
const knowsOnly = (folder, others) => ({
  name: `simulator-${folder}-knows-only-${others.join("-") || "itself"}`,
  severity: "error",
  from: { path: `^simulator/src/${folder}/` },
  to: { path: simulatorBut([folder, ...others]) },
});

module.exports = {
  forbidden: [
    {
      name: "the-core-does-not-know-pulumi",
      severity: "error",
      from: { path: core },
      to: {
        path: "node_modules/@pulumi/|^provider/src/(dynamic|lookups)/|^provider/src/resources/[^/]+/index\\.ts$|^provider/src/index\\.ts$",
      },
    },
    {
      name: "dns-is-pure",
      severity: "error",
      from: { path: "^provider/src/dns/" },
      to: { pathNot: "^provider/src/(dns/|lifecycle\\.ts$)|^(node:)?(net|url)$|node_modules/tldts" },
    },
    {
      name: "one-door-to-the-network",
      comment: "only the transport opens connections",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/wix/transport\\.ts$" },
      to: { path: "node_modules/undici|^(node:)?(http|https|http2|net|tls)$", pathNot: "^(node:)?net$" },
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
    knowsOnly("kernel", []),
    ...Object.entries(families).map(([folder, needs]) => knowsOnly(folder, ["kernel", ...needs])),
    knowsOnly("account", ["kernel", ...Object.keys(families)]),
    knowsOnly("http", ["kernel", "account"]),
    knowsOnly("control", ["kernel", "account", "http"]),
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
