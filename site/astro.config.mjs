/* The documentation as a site. `npm run docs` gathers its pages first, and says by the environment where they are in the navigation. */
import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";

const { sidebar, repository } = JSON.parse(
  readFileSync(new URL("src/content/navigation.json", import.meta.url), "utf8"),
);
const { DOCS_SITE: site, DOCS_BASE: base } = process.env;

/* Runs in the browser. */
const access = `
// Pagefind names its field by a title alone, which not every screen reader says.
new MutationObserver((_, observer) => {
  const field = document.querySelector("#starlight__search input");
  if (field === null) return;
  field.ariaLabel = field.title;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
// A wide table is scrolled by the keyboard too.
const reachTables = () => {
  for (const table of document.querySelectorAll("main table"))
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
};
addEventListener("DOMContentLoaded", reachTables);
addEventListener("resize", reachTables);`;

export default defineConfig({
  root: import.meta.dirname,
  ...(site && { site }),
  ...(base && { base }),
  trailingSlash: "always",
  cacheDir: "../node_modules/.cache/site",
  vite: { cacheDir: "../node_modules/.cache/site/vite" },
  devToolbar: { enabled: false },
  // There are no pictures to be made smaller.
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: "pulumi-wix",
      description: "Pulumi resources for Wix's account-level APIs: packages, domains, DNS records",
      customCss: ["./src/styles/site.css"],
      sidebar,
      head: [{ tag: "script", content: access }],
      // Code that scrolled sideways would be a landmark of its own for screen readers, without a name.
      expressiveCode: {
        defaultProps: { wrap: true, overridesByLang: { text: { preserveIndent: false } } },
      },
      pagination: false,
      credits: false,
      ...(repository && { social: [{ icon: "github", label: "GitHub", href: repository }] }),
    }),
  ],
});
