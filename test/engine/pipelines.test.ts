/*
 * The pipelines of examples/gitops, step by step as their files say it, in fresh clones of a repository to which somebody has
 * copied them. The code host is a small one on loopback; `npm ci` links what is installed here.
 */
import { expect, jest, test } from "@jest/globals";
import { runOnGitHub } from "../support/pipelines/github";
import { runOnGitLab } from "../support/pipelines/gitlab";
import { git } from "../support/pipelines/repository";
import {
  crowd,
  fails,
  KEY,
  mailAt,
  mailIs,
  only,
  requests,
  shows,
  staged,
  succeeds,
  TOKEN,
  type Scene,
} from "../support/pipelines/scene";
import { DOMAIN, INSTANCE } from "../unit/registered-domain/account";

jest.setTimeout(400_000);

const DAY = 86_400_000;
const REGISTRATION = "POST /domains/v1/registered-domains";

const MX = `{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }`;
const SPF = `{ type: "TXT", hostName: "@", values: ["v=spf1 mx -all"] }`;
const SHOP = `{ type: "CNAME", hostName: "shop", values: ["shops.example.net"] }`;
const WRONG = `{ type: "MX", hostName: "shop", values: ["mx1.example.net"] }`;
const registered = `
new wix.RegisteredDomain("bakery", { domain: "${DOMAIN}", productInstanceId: "${INSTANCE}",
  contacts: { registrant: config.requireSecretObject("registrant") } });`;

const program = (records: readonly string[], more = "", allow: readonly string[] = []): string => `
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
const config = new pulumi.Config();
new wix.DnsZoneRecords("mail", {
  domainName: "example.com", records: [${records.join(", ")}], allow: ${JSON.stringify(allow)} });
const token = pulumi.interpolate\`token=${records.length}-\${config.requireSecret("token")}\`;
new wix.DnsZoneRecords("verification", {
  domainName: "example.com", records: [{ type: "TXT", hostName: "_verify", values: [token] }] });
${more}`;

/** A pull request that is changed three times: the one comment says what it would do now. */
async function reviewed(scene: Scene): Promise<string> {
  const { host, repository, run } = scene;
  crowd(host.comments);
  const harmless = repository.commit("shop", program([MX, SPF, SHOP]));
  const first = shows(await succeeds(run("pull request", harmless)), only(host.comments));
  expect(first).toContain("| `CNAME shop.example.com` |  | `shops.example.net` |");
  expect(first).toContain("Its record sets are secret, or only known later, and not shown.");
  expect(first).not.toContain("[!CAUTION]");

  const breaking = repository.commit("shop", program([SPF, SHOP]));
  const refused = shows(await fails(run("pull request", breaking)), only(host.comments));
  expect(refused).toMatch(/## production: this change cannot be applied\n\n> \[!CAUTION\]/);
  expect(refused).toMatch(
    /No mail server is left for example\.com[^]*If it is meant: allow: \["remove-mx"\]/,
  );

  const meant = repository.commit("shop", program([SPF, SHOP], "", ["remove-mx"]));
  const second = shows(await succeeds(run("pull request", meant)), only(host.comments));
  expect(second).toMatch(
    /> \[!CAUTION\]\n> \*\*Mail\.\*\*.*\n> - \*\*no longer declared\*\*: `MX example\.com`/,
  );
  expect(second).toContain("| `MX example.com` | `10 mx1.example.net` | **no longer declared** |");

  const wrong = repository.commit("shop", program([MX, WRONG]));
  const third = shows(await fails(run("pull request", wrong)), only(host.comments));
  expect(third).toMatch(/## production: this change cannot be applied\n\n> \[!CAUTION\]/);
  expect(third).toMatch(/DnsZoneRecords mail: .*records\[1\].*"mx1\.example\.net" is not a preference/);
  expect(await mailAt(scene)).toEqual(["10 mx1.example.net"]);
  return harmless;
}

/** What takes days is left waiting, and finished by the job that comes back. */
async function waitedFor(scene: Scene): Promise<void> {
  const { host, repository, run, simulator } = scene;
  const waiting = repository.commit("main", program([MX, SPF, SHOP], registered));
  const first = await succeeds(run("merge", waiting));
  expect(first.text).toContain("Still waiting for Wix: nothing failed");
  const noted = shows(first, only(host.issues));
  expect(noted).toContain(`<!-- commit ${waiting} -->`);
  expect(noted).toMatch(/STILL-WAITING registration of example-bakery\.com: PENDING_REGISTRATION/);

  const issue = only(host.issues);
  const unmerged = repository.commit("unmerged", program([]));
  issue.body = noted.replace(waiting, unmerged);
  expect((await fails(run("come back", unmerged))).text).toContain(`${unmerged} is not on origin/main`);
  issue.body = noted;

  await simulator.control.edit("registered-domains", DOMAIN, { status: "ACTIVE" });
  await succeeds(run("come back", waiting));
  expect(only(host.issues)).toMatchObject({ open: false });
  expect((await requests(scene)).filter(request => request === REGISTRATION)).toHaveLength(1);

  await simulator.control.clearJournal();
  const idle = await succeeds(run("come back", waiting));
  expect(idle.jobs).not.toContain("up");
  expect(await requests(scene)).toEqual([]);
  host.issues.length = 0;
}

test("GitHub: from a pull request to a night that finds nothing", () =>
  staged(runOnGitHub, async scene => {
    const { host, repository, run, simulator } = scene;
    const main = repository.commit("main", program([MX, SPF]));
    const jobs = await succeeds(run("merge", main));
    expect(jobs.jobs).toEqual(["which", "up"]);
    expect(await mailAt(scene)).toEqual(["10 mx1.example.net"]);

    const harmless = await reviewed(scene);
    git(repository.folder, "merge", "--quiet", "--ff-only", harmless);
    git(repository.folder, "push", "--quiet", "origin", "main");
    await succeeds(run("merge", harmless));
    await waitedFor(scene);
    const late = await succeeds(run("merge", main));
    expect(late.text).toContain("another commit has taken its place");
    expect(scene.saved()).toContain("PENDING_REGISTRATION");
    expect(scene.saved()).not.toContain(KEY);
    expect(scene.saved()).not.toContain(TOKEN);

    const tip = git(repository.folder, "rev-parse", "main");
    crowd(host.issues);
    await succeeds(run("nightly", tip));
    expect(host.issues).toHaveLength(101);

    const soon = new Date(Date.now() + 12.5 * DAY).toISOString();
    await simulator.control.edit("registered-domains", DOMAIN, { expirationDate: soon });
    await mailIs(scene, "5 mx.elsewhere.example");
    const drifted = await fails(run("nightly", tip));
    const told = shows(drifted, only(host.issues));
    expect(told).toContain("| `MX example.com` | `5 mx.elsewhere.example` | `10 mx1.example.net` |");
    expect(told).toMatch(/example-bakery\.com expires in 12 days/);

    await mailIs(scene, "10 mx1.example.net");
    const dying = shows(await succeeds(run("nightly", tip)), only(host.issues));
    expect(dying).toMatch(/example-bakery\.com expires in 12 days/);
    expect(dying).not.toContain("MX example.com");

    const renewed = new Date(Date.now() + 400 * DAY).toISOString();
    await simulator.control.edit("registered-domains", DOMAIN, { expirationDate: renewed });
    await succeeds(run("nightly", tip));
    expect(only(host.issues)).toMatchObject({ open: false });
  }));

test("GitLab: the same jobs, the same comment, the same issues", () =>
  staged(runOnGitLab, async scene => {
    const { host, repository, run } = scene;
    const main = repository.commit("main", program([MX, SPF]));
    expect((await succeeds(run("merge", main))).jobs).toEqual(["wix-up"]);
    await reviewed(scene);
    await waitedFor(scene);
    const tip = git(repository.folder, "rev-parse", "main");
    crowd(host.issues);
    await mailIs(scene, "5 mx.elsewhere.example");
    const told = shows(await fails(run("nightly", tip)), only(host.issues));
    expect(told).toContain("| `MX example.com` | `5 mx.elsewhere.example` | `10 mx1.example.net` |");
    await mailIs(scene, "10 mx1.example.net");
    await succeeds(run("nightly", tip));
    expect(only(host.issues)).toMatchObject({ open: false });
  }));
