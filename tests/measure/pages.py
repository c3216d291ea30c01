#!/usr/bin/env python3
"""Whether the pages that the program leaves can be read by everybody, on every screen.

    tests/measure/pages.py AXE PAGE...

Opens each page in Chromium without a window, 1400 and 390 pixels wide, light and dark, and as it is printed. AXE is the
file axe.min.js of axe-core (npm pack axe-core): it may report no fault of level A or AA. No text may be cut, run out of
the window or lie over another text. Ends with 1 if something is wrong, with a line for each fault. Needs playwright
(pip install playwright) and Chromium (Debian: chromium).
"""
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTHS = (1400, 390)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# The most of what is wrong on a page that is shown.
SHOWN = 10

# What can be seen of texts: outside the window where nothing scrolls, cut by a box that hides, over each other.
BOXES = """() => {
  const faults = [], boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const scrolls = node => {
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (['auto', 'scroll'].includes(style.overflowX)) return true;
    }
    return false;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (['TITLE', 'DESC', 'STYLE'].includes(parent.tagName.toUpperCase())) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const said = node.data.trim().slice(0, 40);
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(parent)) faults.push('out of the window: ' + said);
      const style = getComputedStyle(parent);
      if (style.overflowX === 'hidden' && parent.scrollWidth > parent.clientWidth + 1) faults.push('cut: ' + said);
      const svg = parent.closest('svg');
      if (svg) {
        const frame = svg.getBoundingClientRect();
        if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 2)
          faults.push('cut by its picture: ' + said);
      }
      boxes.push([box.left, box.top, box.right, box.bottom, said, parent]);
    }
  }
  boxes.sort((one, other) => one[1] - other[1]);
  for (let at = 0; at < boxes.length; at++) {
    for (let next = at + 1; next < boxes.length && boxes[next][1] < boxes[at][3] - 3; next++) {
      const [one, other] = [boxes[at], boxes[next]];
      if (one[5].contains(other[5]) || other[5].contains(one[5])) continue;
      if (getComputedStyle(one[5]).position === 'sticky' || getComputedStyle(other[5]).position === 'sticky') continue;
      const across = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
      const down = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
      if (across > 2 && down > 4) faults.push('over each other: ' + one[4] + ' / ' + other[4]);
    }
  }
  return faults;
}"""


def faults_of(page, axe):
    yield from page.evaluate(BOXES)
    page.add_script_tag(content=axe)
    found = page.evaluate("levels => axe.run(document, { runOnly: levels })", LEVELS)
    for fault in found["violations"]:
        yield f"axe: {fault['id']} at {fault['nodes'][0]['target']}: {fault['help']} ({len(fault['nodes'])} places)"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    axe = Path(sys.argv[1]).read_text(encoding="utf-8")
    wrong = 0
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in sys.argv[2:]:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
                    )
                    page = context.new_page()
                    page.goto(Path(path).resolve().as_uri())
                    found = list(faults_of(page, axe))
                    if scheme == "light" and width == WIDTHS[0]:
                        page.emulate_media(media="print")
                        found += [f"printed: {fault}" for fault in page.evaluate(BOXES)]
                    wrong += len(found)
                    height = page.evaluate("document.body.scrollHeight")
                    print(f"{path}, {width} pixels, {scheme}: {len(found)} faults, {height} pixels high")
                    for fault in found[:SHOWN]:
                        print(f"    {fault}")
                    context.close()
        browser.close()
    sys.exit(1 if wrong else 0)


main()
