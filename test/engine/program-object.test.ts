import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect } from "@jest/globals";
import { parseAllDocuments, stringify } from "yaml";
import { ensureEngine } from "../../engine/ensure.ts";
import { pluginFolder } from "../support/native-plugin";
import { round, watch } from "../support/robot";
import { fails, scenarios, succeeds, zoneOf, type Scene } from "../support/scene";
import { MAIL } from "../support/zone-scene";

/*
 * The Program object of examples/gitops/kubernetes, as the operator makes a project of it, with the commands of its
 * workspace agent. The operator itself does not run here.
 */

const HALF_AN_HOUR = 1_800_000;

beforeAll(async () => {
  await ensureEngine({ languages: ["yaml"] });
}, HALF_AN_HOUR);

interface Program {
  readonly metadata: { readonly name: string };
  readonly program: object;
}

interface StackObject {
  readonly spec: {
    readonly workspaceTemplate: {
      readonly spec: {
        readonly podTemplate: { readonly spec: { readonly initContainers: readonly { args: string[] }[] } };
      };
    };
  };
}

const file = join(__dirname, "../../examples/gitops/kubernetes/program/program.yaml");
const [program, stackObject] = parseAllDocuments(readFileSync(file, "utf8")).map(
  one => one.toJS() as unknown,
) as [Program, StackObject];

/** Name and runtime beside what the object holds: version 2 makes no more of it. */
const project = (edit: (text: string) => string = text => text): { yaml: string } => ({
  yaml: edit(stringify({ name: program.metadata.name, runtime: "yaml", ...program.program })),
});

/** What the init container has Pulumi install, from the folder that is distributed. */
const installation = (): string[] => {
  const [container] = stackObject.spec.workspaceTemplate.spec.podTemplate.spec.initContainers;
  const command = /^pulumi (plugin install .*) --file \S+$/m.exec(container?.args[0] ?? "")?.[1] ?? "";
  return [...command.split(" "), "--file", pluginFolder];
};

const lives = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  await stack.replaceProgram(project());
  await succeeds(stack.pulumi(...installation()));
  await succeeds(stack.pulumi("stack", "init"));
  await succeeds(stack.pulumi("install"));
  expect(await succeeds(round(stack))).not.toContain("warning:");
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net", "20 mx2.example.net"]);
  await succeeds(watch(stack));

  await stack.replaceProgram(project(text => text.replace("20 mx2.", "20 mx3.")));
  await fails(watch(stack));
  await succeeds(round(stack));
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net", "20 mx3.example.net"]);

  await fails(stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net", "20 mx3.example.net"]);
};

scenarios({
  "a Program object is applied, watched and changed by the commands of the operator's agent, and keeps its mail":
    {
      play: lives,
    },
});
