package io.cuepoint.api.page;

import com.microsoft.playwright.Page;
import java.util.List;

/** Finds the plain faults of a view: what has no name, what is too pale, what is there twice. */
final class Accessibility {
  private static final String SCRIPT =
      """
      () => {
        const faults = [];
        const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
        const say = (fault, e) => faults.push(fault + ': ' + e.outerHTML.slice(0, 120));
        const named = (e) => (e.ariaLabel || e.labels?.[0]?.textContent || e.textContent
            || e.title || e.getAttribute('aria-labelledby') || '').trim();
        for (const e of document.querySelectorAll(
            'button, a[href], input, select, textarea, [role=slider], [tabindex="0"], progress')) {
          if (shown(e) && !named(e)) say('no name', e);
        }
        for (const e of document.querySelectorAll('img:not([alt])')) say('no alt', e);
        for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
          const ids = (e.getAttribute('aria-labelledby') ?? e.getAttribute('aria-describedby'));
          for (const id of ids.split(' ')) if (!document.getElementById(id)) say('no ' + id, e);
        }
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => faults.push('twice: ' + id));
        for (const [selector, n] of [['main', 1], ['h1', 1], ['header', 1], ['footer', 1]]) {
          if (document.querySelectorAll(selector).length !== n) faults.push('not one ' + selector);
        }
        if (!document.documentElement.lang) faults.push('no language');
        if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');

        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const rgba = (color) => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const luminance = (c) => c.slice(0, 3)
            .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = (e) => {
          for (; e; e = e.parentElement) {
            const color = rgba(getComputedStyle(e).backgroundColor);
            if (color[3] > 240) return color;
          }
          return [255, 255, 255];
        };
        for (const e of document.querySelectorAll('body *')) {
          const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
          if (!own || !shown(e) || e.closest('.off, .unseen, :disabled, svg, option, .skip')) continue;
          const pair = [luminance(rgba(getComputedStyle(e).color)), luminance(ground(e))];
          const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
          if (ratio < 4.5) say('contrast ' + ratio.toFixed(2), e);
        }
        return faults;
      }
      """;

  private Accessibility() {}

  @SuppressWarnings("unchecked")
  static List<String> faults(Page page) {
    return (List<String>) page.evaluate(SCRIPT);
  }
}
