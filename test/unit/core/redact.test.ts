import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { redact } from "../../../provider/src/core/redact";

describe("a secret in a text", () => {
  test.each<[name: string, text: string, secrets: string[], shown: string]>([
    ["is replaced wherever it stands", "hush, or hush", ["hush"], "[secret], or [secret]"],
    ["is replaced at both ends", "hush", ["hush"], "[secret]"],
    ["is replaced in another case", "Hush HUSH", ["hush"], "[secret] [secret]"],
    ["is left where it has fewer than 4 characters", "10 abc", ["10", "abc", ""], "10 abc"],
    ["is taken literally", "a.c+ [x] abcc", ["a.c+ [x]"], "[secret] abcc"],
    [
      "goes with each of its words where it has 8 characters",
      "is mx1.example.net at 10",
      ["10 mx1.example.net"],
      "is [secret] at 10",
    ],
    ["keeps its words where it has fewer", "is abcd ", ["ab abcd"], "is abcd "],
    ["of 8 characters goes with its words", "is abcd ", ["abc abcd"], "is [secret] "],
    [
      "has its words left within others",
      "the domain, Main, mainly",
      ["1 Main Street"],
      "the domain, [secret], mainly",
    ],
    [
      "goes with words behind blanks of JSON",
      String.raw`a\nMain b`,
      ["1 Main Street"],
      String.raw`a\n[secret] b`,
    ],
    ["goes with words behind blanks of a URL", "q=1%20Main+x", ["9 Main Street"], "q=1%20[secret]+x"],
    ["goes with words of other scripts", "ab Größe Größen", ["meine Größe"], "ab [secret] Größen"],
    ["has no words of fewer than 4 characters", "abc", ["abc defghi"], "abc"],
    ["goes without the blanks around it", "is ab cd ef.", [" ab cd ef "], "is [secret]."],
    ["goes before those that it holds", "say hush-hush", ["hush", "hush-hush"], "say [secret]"],
    ["goes with what it overlaps", "abcdefgh!", ["abcde", "defgh"], "[secret]!"],
    ["goes with what it touches", "abcdefgh!", ["abcd", "efgh"], "[secret]!"],
    ["overlaps itself", "abababab!", ["ababab"], "[secret]!"],
    ["is found as JSON writes it", String.raw`"a\"b\\c\nd"`, ['a"b\\c\nd'], '"[secret]"'],
    ["is found as other JSON writes it", String.raw`"abc\/d"`, ["abc/d"], '"[secret]"'],
    ["is found as a URL writes it", "q=a%20b%2Fcd", ["a b/cd"], "q=[secret]"],
    ["is found as a page writes it", "<b>a&lt;b&amp;c&gt;</b>", ["a<b&c>"], "<b>[secret]</b>"],
    ["is found with quotes as a page writes them", "a&quot;bc", ['a"bc'], "[secret]"],
    ["may hold half a character", "x ab\ud800cd", ["ab\ud800cd"], "x [secret]"],
    ["is found as a URL writes half a character", "x ab%EF%BF%BDcd", ["ab\ud800cd"], "x [secret]"],
    ["may stand in no text", "nothing", ["hush"], "nothing"],
  ])("%s", (_name, text, secrets, shown) => expect(redact(text, secrets)).toBe(shown));

  test.each<[name: string, text: string, shown: string[], left: string]>([
    [
      "is left within a longer text that is shown",
      "of bakery.example",
      ["bakery.example"],
      "of bakery.example",
    ],
    ["is left within it in any case", "of BAKERY.Example", ["bakery.example"], "of BAKERY.Example"],
    ["goes beside it", "Baker of bakery", ["bakery"], "[secret] of bakery"],
    ["goes where the shown text is no longer", "baker", ["Baker", "bake", ""], "[secret]"],
    ["goes where the shown text is no longer, further on", "a fine baker", ["baker"], "a fine [secret]"],
    ["is left at the end of it", "thebaker", ["thebaker"], "thebaker"],
    ["goes where it only overlaps it", "xbaker", ["xbake"], "x[secret]"],
    ["goes where it sticks out of a longer one", "thebaker", ["thebake"], "the[secret]"],
  ])("%s", (_name, text, shown, left) => expect(redact(text, ["Baker"], { shown })).toBe(left));

  test("is marked as the caller asks", () =>
    expect(redact("a hush", ["hush"], { mark: "[key]" })).toBe("a [key]"));

  test("never shows, and takes nothing else along", () => {
    const word = fc.stringMatching(/^[a-d$. ]{4,9}$/);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.stringMatching(/^[e-g]{0,5}$/))),
        fc.array(word),
        (parts, more) => {
          const secrets = [...parts.filter(part => /^[a-d$. ]{4,}$/.test(part)), ...more];
          const shown = redact(parts.join("|"), secrets, { mark: "#" });
          for (const secret of secrets) expect(shown).not.toContain(secret);
          expect(shown.replace(/[^e-g]/g, "")).toBe(parts.join("").replace(/[^e-g]/g, ""));
        },
      ),
    );
  });
});
