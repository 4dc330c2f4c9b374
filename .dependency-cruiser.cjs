/** The structure that the code keeps: see "The rule" in the README. */
const core =
  "^provider/src/(core|wix|dns|lifecycle|domains)/|^provider/src/resources/[^/]+/(?!index\\.ts$)";
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
