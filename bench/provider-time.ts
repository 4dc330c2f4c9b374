/*
 * What the provider itself adds to a preview of 500 resources that exist already: the engine calls check and diff of
 * one resource after the other, so the time of all these calls, the loading of the provider included, is time that a
 * person waits. The real provider module is called as Pulumi's plugin process calls it.
 */
import { createRequire } from "node:module";

interface Provider {
  check(olds: object, news: object): Promise<{ inputs: object; failures: readonly unknown[] }>;
  diff(id: string, olds: object, news: object): Promise<{ changes: boolean }>;
}

const RESOURCES = 500;

const typed = (index: number) => ({
  __provider: "",
  __wix: JSON.stringify({ name: `r${index}` }),
  domainName: "Example.com",
  records: [
    { type: "A", hostName: `h${index}`, values: [`192.0.2.${index % 250}`], ttl: 600 },
    { type: "TXT", hostName: `_t${index}.example.com.`, values: [`token=${index}`] },
  ],
});

const began = performance.now();
const provider = createRequire(import.meta.url)("pulumi-wix/provider/DnsZoneRecords") as Provider;
const loaded = performance.now();
for (let index = 0; index < RESOURCES; index++) {
  const { inputs, failures } = await provider.check({}, typed(index));
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { changes } = await provider.diff(`example.com/r${index}`, inputs, inputs);
  if (changes) throw new Error("a resource that did not change has a difference");
}
const ended = performance.now();
console.log(
  `provider time in a preview of ${RESOURCES} resources: ${((ended - began) / 1_000).toFixed(3)} s, ` +
    `of which ${((loaded - began) / 1_000).toFixed(3)} s to load it`,
);
