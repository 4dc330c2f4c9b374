/*
 * One sequence of commands on one account: the small engine carries them out, the oracles judge after each.
 */
import { makeEngine, type Engine, type Outcome } from "../harness/engine/engine.ts";
import type { Declaration, Program, Shell } from "../harness/engine/shell.ts";
import { Bail } from "../harness/engine/plan.ts";
import { EMPTY, type Snapshot } from "../harness/engine/state.ts";
import { urnOf, type Urn } from "../harness/engine/urn.ts";
import { makeWorld, type Weather, type World } from "../harness/world.ts";
import type { Command, ForeignEdit, Run, Sequence } from "./commands.ts";
import { collisions, declarations } from "./declarations.ts";
import { domainsOf, judgeDomains } from "./domains.ts";
import { packagesOf, PaidOracle } from "./paid.ts";
import { edited } from "./program.ts";
import { judgeSecrets } from "./secrets.ts";
import type { Tally } from "./tally.ts";
import type { Thing } from "./things.ts";
import { SHELLS, type ShellName } from "./shells.ts";
import { document, NAMED_ZONES, SETS, setKey, SINGLE_SETS } from "./universe.ts";
import { resourceIn, urnsOf } from "./urns.ts";
import { Violation } from "./violation.ts";
import { wireName, ZoneOracle, zonesOf, type Zones } from "./zones.ts";

/** Between two commands; in milliseconds. */
const PAUSE = 5_000;
/**
 * After a command that had no chance to learn what came of a purchase: longer than Wix's index lags behind, since no
 * provider could know then.
 */
const LONG_PAUSE = 60_000;

/** Begins the external id of a package that declares none. */
const DEFAULT_ID = "pulumi/test/test/";

const CALM: Weather = { faults: [], latencies: [20] };
const CALM_UP: Run = { kind: "up", refresh: false, target: [], replace: [], weather: CALM };

/** A new resource without any record set is refused, until the program gives it one or leaves it out. */
const isOfNothing = (error: Error): boolean => error.message.includes("records: is empty;");

class Stage {
  readonly #world: World;
  readonly #shell: Shell;
  readonly #engine: Engine;
  readonly #zones: ZoneOracle;
  readonly #paid: PaidOracle;
  readonly #program: Thing[] = [];
  #edits = 0;
  readonly #lines: string[] = [];
  /** What each run did, for whoever reads of a violation. */
  readonly story: string[] = [];
  #state: Snapshot = EMPTY;
  #doubtful = false;
  #shaken = false;

  constructor(
    seed: number,
    shell: ShellName,
    hostile: boolean,
    private readonly tally: Tally,
  ) {
    this.#world = makeWorld(seed, document(hostile));
    this.#shell = SHELLS[shell](this.#world);
    this.#engine = makeEngine({
      shell: this.#shell,
      pause: () => this.#world.registration(),
      killed: () => this.#world.killed(),
    });
    this.#zones = new ZoneOracle(this.#shown());
    this.#paid = new PaidOracle(this.#shell, packagesOf(this.#world.account.state()));
  }

  async perform(command: Command): Promise<void> {
    if (isRun(command)) {
      const outcome = await this.#run(command);
      if (succeeded(outcome) && isWhole(command)) await this.#silent();
    } else if (command.kind === "foreign edit") this.#foreignEdit(command);
    else edited(this.#program, command, ++this.#edits);
  }

  /** In calm weather everything comes right, and once all is destroyed the account is as it was found. */
  async end(): Promise<void> {
    await this.#comesRight();
    this.#program.length = 0;
    await this.#destroyed();
    const [violation] = this.#world.account.violations();
    if (violation !== undefined) throw new Violation("Wix was sent what no correct client sends", violation);
  }

  /** Where nothing in the program itself stands against it, a second `up --refresh` at the latest succeeds. */
  async #comesRight(): Promise<void> {
    let outcome = await this.#run({ ...CALM_UP, refresh: true });
    if (!succeeded(outcome)) outcome = await this.#run({ ...CALM_UP, refresh: true });
    if (succeeded(outcome)) await this.#silent();
    else if (
      isAcceptable(this.#program) &&
      !outcome.errors.some(isOfNothing) &&
      !outcome.errors.some(error => error instanceof Bail && error.kind === "bail")
    )
      throw new Violation("an up never succeeds", outcome.errors.map(String).join("; "));
  }

  /** What others have changed meanwhile may need a second look. */
  async #destroyed(): Promise<void> {
    let outcome: Outcome | undefined;
    for (let attempts = 0; attempts < 3 && (outcome === undefined || !succeeded(outcome)); attempts++) {
      await this.#run({ ...CALM_UP, kind: "refresh" });
      outcome = await this.#run({ ...CALM_UP, kind: "destroy" });
    }
    if (outcome === undefined || !succeeded(outcome))
      throw new Violation("destroy never succeeds", outcome?.errors.map(String).join("; ") ?? "");
    if (outcome.state.resources.length > 0) throw new Violation("destroy leaves resources", "");
  }

  #shown(): Zones {
    return zonesOf(this.#world.account.state().dnsZones);
  }

  async #run(run: Run): Promise<Outcome> {
    await this.#world.pass(this.#doubtful ? LONG_PAUSE : PAUSE);
    const [before, stateBefore] = [this.#shown(), this.#state];
    const account = this.#world.account.state();
    const [packages, domains] = [packagesOf(account), domainsOf(account)];
    const program = declarations(this.#program);
    this.#world.expect(run.weather);
    if (run.kind !== "destroy" && run.kind !== "refresh") {
      this.#zones.declare(this.#program);
      this.#paid.declare(this.#program, this.#state);
    }
    const outcome = await this.#carriedOut(run, program);
    this.#state = outcome.state;
    this.#doubtful = outcome.killed || this.#world.struck.length > 1;
    this.#lines.push(...this.#world.lines);
    this.#note(run, before, outcome);
    const targeted = run.target.length > 0;
    const isUp = run.kind === "up";
    const urns = urnsOf(this.#shell, this.#program);
    // Another one takes over, by alias, what the state has under its name.
    const isClaimed = (thing: Thing): boolean =>
      [...urns].some(([other, [, ...aliases]]) => other !== thing && aliases.includes(urns.get(thing)![0]!));
    if (run.kind === "preview" && this.#world.writes.length > 0)
      throw new Violation("a preview writes", this.#world.writes.join());
    const seen = {
      program: run.kind.startsWith("destroy") ? [] : [...this.#program],
      stateBefore,
      stateAfter: outcome.state,
      applied: isUp && succeeded(outcome) && isWhole(run),
      targeted,
      toldInTurn: this.#shell.announces
        ? undefined
        : (thing: Thing) => (isClaimed(thing) ? undefined : resourceIn(stateBefore, urns.get(thing) ?? [])),
      shaken: this.#shaken && !run.refresh,
    };
    if (!succeeded(outcome)) this.#shaken = true;
    else if (seen.applied && run.refresh) this.#shaken = false;
    judgeSecrets(outcome, this.#world.lines);
    const now = this.#world.account.state();
    this.#paid.judge({ ...seen, before: packages, after: packagesOf(now) });
    judgeDomains({ ...seen, before: domains, after: domainsOf(now) });
    this.#zones.judge({
      ...seen,
      before,
      after: this.#shown(),
      refreshed: isUp && run.refresh,
      killed: outcome.killed,
      lines: this.#lines,
    });
    return outcome;
  }

  /**
   * Of a package whose external id is not the one that the program gives it now, a shell that is told of each resource in its turn
   * learns nothing when it is replaced by force: its README says to declare that id first, which each preview asks for.
   */
  #isNamedElsewhere(urn: Urn, { args }: Declaration): boolean {
    const { externalId } = this.#state.resources.find(one => one.urn === urn)?.inputs ?? {};
    if (this.#shell.announces || typeof externalId !== "string") return false;
    const [, , types = "", name = ""] = urn.split("::");
    return (
      externalId !== (args.externalId ?? DEFAULT_ID + [...types.split("$").slice(0, -1), name].join("$"))
    );
  }

  #carriedOut({ kind, refresh, target, replace }: Run, program: Program): Promise<Outcome> {
    const isSaved = (urn: Urn): boolean => this.#state.resources.some(one => one.urn === urn);
    const at = (places: readonly number[]): (readonly [Urn, Declaration])[] =>
      places.flatMap(place => {
        const declared = program[place % program.length];
        return declared === undefined ? [] : [[urnOf(this.#shell, declared), declared] as const];
      });
    const targets = at(target).map(([urn]) => urn);
    const replaced = at(replace)
      .filter(([urn, declared]) => isSaved(urn) && !this.#isNamedElsewhere(urn, declared))
      .map(([urn]) => urn);
    const options = {
      refresh: refresh && targets.every(isSaved),
      ...(targets.length > 0 && { target: targets }),
      ...(replaced.length > 0 && { replace: replaced }),
    };
    switch (kind) {
      case "up":
        return this.#engine.up(this.#state, program, options);
      case "preview":
        return this.#engine.preview(this.#state, program, options);
      case "refresh":
        return this.#engine.refresh(this.#state);
      case "destroy":
        return this.#engine.destroy(this.#state);
      case "destroy --run-program":
        return this.#engine.destroy(this.#state, program);
    }
  }

  async #silent(): Promise<void> {
    const { steps } = await this.#run(CALM_UP);
    const changes = steps.filter(({ op }) => op !== "same");
    if (changes.length > 0 || this.#world.writes.length > 0)
      throw new Violation(
        "a second up is not silent",
        [...changes.map(({ op, urn }) => `${op} ${urn}`), ...this.#world.writes].join(", "),
      );
  }

  #foreignEdit({ zone: zoneNumber, set: setNumber, how, value }: ForeignEdit): void {
    const zone = NAMED_ZONES[zoneNumber % NAMED_ZONES.length]!;
    const place = SINGLE_SETS[setNumber % SINGLE_SETS.length]!;
    const set = SETS[place]!;
    const name = wireName(zone, place);
    const shown = this.#shown().get(setKey(zone, set)) ?? [];
    const theirs = set.theirs[value % set.theirs.length]!;
    const added = set.type === "CNAME" ? [theirs] : [...new Set([...shown, theirs])];
    const values = { add: added, take: shown.filter(one => one !== theirs), delete: [] }[how];
    this.#world.account.edit(
      "dns-zones",
      zone,
      values.length === 0 ? { delete: [name] } : { set: [{ ...name, values }] },
    );
    this.story.push(`others: ${setKey(zone, set)} = ${values.join(" | ")}`);
    this.#zones.foreignEdit(setKey(zone, set), this.#shown(), this.#program, this.#state);
  }

  #changed(before: Zones): string[] {
    const after = this.#shown();
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter(key => before.get(key)?.join() !== after.get(key)?.join())
      .map(
        key =>
          `   ${key}: ${before.get(key)?.join(" | ") ?? "(nothing)"} -> ${after.get(key)?.join(" | ") ?? "(nothing)"}`,
      );
  }

  #note(run: Run, before: Zones, { steps, errors, killed }: Outcome): void {
    this.tally.run(run.kind, this.#world.struck, succeeded({ errors }));
    const flags = [
      run.refresh ? "--refresh" : "",
      run.target.length > 0 ? "--target" : "",
      run.replace.length > 0 ? "--replace" : "",
    ].filter(flag => flag !== "");
    const program = declarations(this.#program).map(
      ({ name, parents, args, options }) =>
        `      ${[...parents, name].join("/")} ${JSON.stringify({ ...args, ...options })}`,
    );
    this.story.push(
      [
        [run.kind, ...flags, killed ? "killed" : ""].join(" "),
        ...program,
        ...steps.map(({ op, urn }) => `   ${op} ${urn.split("::").slice(2).join(" ")}`),
        ...this.#world.struck.map(kind => `   fault: ${kind}`),
        ...this.#world.writes.map(write => `   ${write}`),
        ...this.#world.lines.map(line => `   says: ${line}`),
        ...errors.map(error => `   error: ${error.message}`),
        ...this.#changed(before),
      ].join("\n"),
    );
  }
}

/** A CNAME has one value, and among texts may be a second policy. */
const isMergeable = (type: string): boolean => type !== "CNAME" && type !== "TXT";

/** Records that replace what they find, or stand beside it where that is possible. */
const isAcceptable = (program: readonly Thing[]): boolean =>
  collisions(program).size === 0 &&
  program.every(
    thing =>
      thing.kind === "records" &&
      (thing.existing === "replace" ||
        (thing.existing === "merge" && [...thing.sets.keys()].every(set => isMergeable(SETS[set]!.type)))),
  );

const isRun = (command: Command): command is Run => "weather" in command;

const succeeded = ({ errors }: Pick<Outcome, "errors">): boolean => errors.length === 0;

const isWhole = ({ kind, target }: Run): boolean => kind === "up" && target.length === 0;

/** @throws Violation, with the story of the sequence */
export const perform = async (
  seed: number,
  shell: ShellName,
  { hostile, commands }: Sequence,
  tally: Tally,
): Promise<void> => {
  const stage = new Stage(seed, shell, hostile, tally);
  tally.sequence(commands.length);
  try {
    for (const command of commands) await stage.perform(command);
    await stage.end();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    error.message += `\n${stage.story.join("\n")}`;
    error.stack = error.message;
    throw error;
  }
};
