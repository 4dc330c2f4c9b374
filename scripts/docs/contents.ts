/* Which page stands where in the site. A page that is not there yet, or not any more, is left out. */

/** A Markdown file of the repository as a page of the site. */
export interface Source {
  /** From the repository's root. */
  readonly file: string;
  /** In the site, without slashes at its ends; the home page has none. */
  readonly route: string;
  /** In the navigation. @default the page's title */
  readonly label?: string;
}

export interface Chapter {
  readonly label: string;
  readonly pages: readonly Source[];
}

const guide = (name: string, label?: string): Source => ({
  file: `docs/guides/${name}.md`,
  route: `guides/${name}`,
  ...(label !== undefined && { label }),
});
const page = (name: string, label: string): Source => ({
  file: `docs/${name}.md`,
  route: `guides/${name}`,
  label,
});
const readme = (folder: string, route: string, label: string): Source => ({
  file: `${folder}/README.md`,
  route,
  label,
});
const contract = (name: string, label: string): Source => ({
  file: `docs/wix/${name}.md`,
  route: `wix/${name === "README" ? "contract" : name}`,
  label,
});

export const HOME: Source = { file: "README.md", route: "" };

export const CHAPTERS: readonly Chapter[] = [
  {
    label: "Start",
    pages: [
      { file: "docs/tour.md", route: "tour", label: "Tour" },
      guide("first-steps", "First steps, without an account"),
      guide("credentials", "Credentials and accounts"),
      guide("from-the-dashboard", "From the dashboard to a program"),
    ],
  },
  {
    label: "Guides",
    pages: [
      guide("money", "Money"),
      guide("dns", "DNS records"),
      page("mail", "Care for mail"),
      guide("waiting", "Waiting and resuming"),
      guide("adopting", "Adopting what exists"),
      guide("drift", "Drift and refresh"),
      guide("gitops", "GitOps"),
      page("scale", "Many customers"),
      page("migrating", "Moving to the native plugin"),
      guide("upgrading", "Upgrading"),
      guide("troubleshooting", "Troubleshooting"),
      page("messages", "What a mistake is told"),
      { file: "docs/guides/README.md", route: "guides", label: "All guides" },
    ],
  },
];

/** Before the pages that are made of the code. */
export const REFERENCE: Source = { file: "docs/reference/README.md", route: "reference", label: "About" };

export const APPENDICES: readonly Chapter[] = [
  {
    label: "Packages",
    pages: [
      readme("provider", "packages/provider", "pulumi-wix"),
      readme("simulator", "packages/simulator", "wix-simulator"),
      readme("policy", "packages/policy", "pulumi-wix-policy"),
      readme("sdk", "packages/sdk", "SDKs"),
      page("shells", "Two shells"),
      { file: "CHANGELOG.md", route: "packages/changelog", label: "Changes" },
      { file: "SECURITY.md", route: "packages/security", label: "Security" },
    ],
  },
  {
    label: "Pipelines to copy",
    pages: [
      readme("examples/gitops/pipeline", "pipelines/pipeline", "What they share"),
      readme("examples/gitops/github", "pipelines/github", "GitHub Actions"),
      readme("examples/gitops/gitlab", "pipelines/gitlab", "GitLab CI/CD"),
      readme("examples/gitops/kubernetes", "pipelines/kubernetes", "Kubernetes"),
      readme("examples/gitops/fleet", "pipelines/fleet", "A fleet of customers"),
    ],
  },
  {
    label: "What is known of Wix",
    pages: [
      contract("README", "The contract"),
      contract("resellers", "Packages"),
      contract("registered-domains", "Registered domains"),
      contract("connected-domains", "Connected domains"),
      contract("dns", "DNS"),
      contract("domain-search", "Domain search"),
      contract("sites", "Sites"),
      contract("lifecycles", "Lifecycles"),
      contract("clients", "Clients"),
    ],
  },
];
