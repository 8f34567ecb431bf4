namespace Gateway.Installer.Tests;

/// <summary>What a person with one thumb, poor sight or a screen reader needs, as a script in the page: contrast
/// (WCAG 2.2, 1.4.3: 4.5 to 1), names of controls (4.1.2), target size (2.5.8, here 44 px), nothing wider than
/// the screen (1.4.10), one main heading, a language, no mark by colour alone (1.4.1).</summary>
internal static class PageChecks
{
    public const string Script = """
        () => {
          const bad = [];
          const rgb = s => { const m = s.match(/[\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m; };
          const lum = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
            return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
          const back = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c) return c; } return [255, 255, 255]; };
          const shown = e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && r.right > 0; };
          for (const e of document.querySelectorAll('body *')) {
            if (['SCRIPT', 'NOSCRIPT', 'METER'].includes(e.tagName) || !shown(e)) continue;
            if ([...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) {
              const a = lum(rgb(getComputedStyle(e).color)), b = lum(back(e));
              const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
              if (ratio < 4.5) bad.push('contrast ' + ratio.toFixed(1) + ': ' + e.outerHTML.slice(0, 80));
            }
            const r = e.getBoundingClientRect();
            if (r.right > innerWidth + 1) bad.push('wider than the screen: ' + e.outerHTML.slice(0, 80));
          }
          for (const e of document.querySelectorAll('button,input:not([type=hidden]),a')) {
            if (!shown(e)) continue;
            const name = e.getAttribute('aria-label') || (e.labels && e.labels.length ? e.labels[0].textContent : '') || e.textContent;
            if (!name.trim()) bad.push('no name: ' + e.outerHTML.slice(0, 80));
            const r = e.getBoundingClientRect();
            if (r.height < 43.5 || r.width < 43.5) bad.push('small target ' + r.width + 'x' + r.height + ': ' + e.outerHTML.slice(0, 80));
          }
          for (const e of document.querySelectorAll('.k1 dd,.k2 dd,.k3 dd'))
            if (!e.querySelector('b') || !e.querySelector('i').textContent.trim()) bad.push('a mark by colour alone: ' + e.textContent);
          if (document.querySelectorAll('h1').length !== 1 || document.querySelectorAll('main').length !== 1) bad.push('headings');
          if (!document.documentElement.lang || !document.title) bad.push('language or title');
          if (document.querySelectorAll('[tabindex]').length && [...document.querySelectorAll('[tabindex]')].some(e => e.tabIndex > 0)) bad.push('tab order');
          for (const e of document.querySelectorAll('[role]'))
            if (!['group', 'search', 'status', 'alert'].includes(e.getAttribute('role'))) bad.push('role ' + e.getAttribute('role'));
          for (const e of document.querySelectorAll('nav,[role=group]')) if (!e.getAttribute('aria-label')) bad.push('landmark without a name');
          for (const e of document.querySelectorAll('dl > :not(div), dl > div > :not(dt):not(dd)')) bad.push('list: ' + e.outerHTML.slice(0, 80));
          const levels = [...document.querySelectorAll('h1,h2,h3')].map(e => +e.tagName[1]);
          if (levels.some((l, i) => i && l > levels[i - 1] + 1)) bad.push('a level of headings is left out');
          if (/user-scalable=no|maximum-scale/.test(document.querySelector('meta[name=viewport]').content)) bad.push('zoom is off');
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          if (new Set(ids).size !== ids.length) bad.push('an id twice');
          if (document.documentElement.scrollWidth > innerWidth) bad.push('scrolls sideways');
          return bad;
        }
        """;
}
