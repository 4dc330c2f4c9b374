import type { PageView } from "../src/page/model.js";
import { advance } from "./calls.js";
import type { Choice, Sheet, Values } from "./sheet.js";

const KINDS: readonly (Choice & { readonly action: object })[] = [
  { value: "503", label: "503, without effect", action: { kind: "status", status: 503 } },
  {
    value: "503-done",
    label: "503, although it took effect",
    action: { kind: "status", status: 503, effect: "done" },
  },
  { value: "throttle", label: "429, too many requests", action: { kind: "throttle", retryAfterSeconds: 2 } },
  { value: "drop", label: "Connection cut, without effect", action: { kind: "drop" } },
  {
    value: "drop-done",
    label: "Connection cut, although it took effect",
    action: { kind: "drop", effect: "done" },
  },
  { value: "truncate", label: "Half an answer", action: { kind: "truncate" } },
  { value: "html", label: "A proxy's page, 502", action: { kind: "html", requestId: false } },
  { value: "delay", label: "Two seconds late", action: { kind: "delay", ms: 2000 } },
  { value: "hold", label: "Held before it takes effect", action: { kind: "hold", when: "before" } },
  { value: "hold-done", label: "Held before the answer", action: { kind: "hold", when: "after" } },
];

const ruleOf = ({ route = "", nth, times, kind }: Values): object => {
  const [method, template] = route.split(" ");
  return {
    ...(template !== undefined && { method, route: template }),
    ...(template === undefined && method !== "" && { method }),
    nth: Number(nth),
    times: times === "" ? "unlimited" : Number(times),
    action: KINDS.find(({ value }) => value === kind)?.action,
  };
};

export const faultSheet = ({ routes }: PageView): Sheet => ({
  title: "Arm a fault",
  lead: "It strikes before anything is judged, and passes when it has struck often enough.",
  facts: [],
  deeds: [
    {
      title: "Which requests",
      fields: [
        {
          kind: "choice",
          name: "route",
          label: "Requests",
          wide: true,
          choices: [
            { value: "", label: "any request" },
            ...["GET", "POST", "PATCH", "DELETE"].map(method => ({ value: method, label: `any ${method}` })),
            ...routes.map(({ method, template }) => ({
              value: `${method} ${template}`,
              label: `${method} ${template}`,
            })),
          ],
        },
        { kind: "choice", name: "kind", label: "What happens", wide: true, value: "503", choices: KINDS },
        { kind: "number", name: "nth", label: "From which one on", value: "1", least: 1, required: true },
        {
          kind: "number",
          name: "times",
          label: "How often",
          value: "1",
          least: 1,
          hint: "Left empty: without end.",
        },
      ],
      verb: "Arm",
      call: values => ({ method: "POST", path: "faults", body: ruleOf(values) }),
      done: "A fault is armed",
    },
  ],
});

const UNITS: readonly (readonly [label: string, ms: number])[] = [
  ["seconds", 1000],
  ["minutes", 60_000],
  ["hours", 3_600_000],
  ["days", 86_400_000],
];

export const clockSheet = (): Sheet => ({
  title: "Advance the clock",
  lead: "The simulator's own; what is due meanwhile settles in its order.",
  facts: [],
  deeds: [
    {
      title: "By how much",
      fields: [
        { kind: "number", name: "count", label: "Number", value: "30", least: 0, required: true },
        {
          kind: "choice",
          name: "unit",
          label: "Unit",
          value: "86400000",
          choices: UNITS.map(([label, ms]) => ({ label, value: String(ms) })),
        },
      ],
      verb: "Advance",
      call: ({ count, unit }) => advance(Math.round(Number(count) * Number(unit))),
      done: "The clock was advanced",
    },
  ],
});
