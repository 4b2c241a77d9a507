// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report does by itself: it draws the charts to the width of the page and shows the splits that are switched on.
enum ReportScript {
    /// The script; a chart is drawn when it comes near the window, over the picture that stands there already.
    static let text = #"""

        const views = new Map();
        const boxes = [...document.querySelectorAll('#switches input')];
        const chosen = () => boxes.filter(box => box.checked).map(box => box.value);

        // What axes and padding take beside the plot itself is read off the first drawing.
        async function draw(figure, beside = 46) {
          const holder = figure.querySelector('.picture');
          const spec = JSON.parse(figure.querySelector('script.chart').textContent);
          const width = Math.max(160, holder.clientWidth - beside);
          (spec.spec ?? spec).width = width;
          const shown = (spec.params ?? []).find(param => param.name === 'shown');
          if (shown && boxes.length > 0) shown.value = chosen();
          const place = document.createElement('div');
          const result = await vegaEmbed(place, spec, {
            ast: true, renderer: 'svg', tooltip: { theme: 'custom' },
            actions: { export: true, source: false, compiled: false, editor: false },
          });
          const taken = place.querySelector('svg.marks')?.getAttribute('width') ?? width;
          const excess = Math.round(taken - holder.clientWidth);
          if (Math.abs(excess) > 3 && !figure.dataset.fitted) {
            figure.dataset.fitted = 'yes';
            result.finalize();
            return draw(figure, beside + excess);
          }
          delete figure.dataset.fitted;
          views.get(figure)?.finalize();
          holder.replaceChildren(place);
          views.set(figure, result);
          figure.dataset.drawn = holder.clientWidth;
        }

        const figures = [...document.querySelectorAll('figure[data-chart]')].filter(figure => {
          if (figure.querySelector('script.chart') === null) return false;
          if (figure.querySelector('.picture') === null) {
            const holder = document.createElement('div');
            holder.className = 'picture';
            figure.querySelector('h3').after(holder);
          }
          return true;
        });

        const near = new IntersectionObserver(entries => {
          for (const entry of entries) {
            if (!entry.isIntersecting) continue;
            near.unobserve(entry.target);
            if (entry.target.dataset.tried) continue;
            entry.target.dataset.tried = 'yes';
            draw(entry.target).catch(error => console.error(entry.target.dataset.chart, error));
          }
        }, { rootMargin: '600px' });
        figures.forEach(figure => near.observe(figure));

        // The rest follows in quiet moments, so that the page prints as it looks.
        const quiet = window.requestIdleCallback ?? (work => setTimeout(work, 200));
        function drawNext() {
          const next = figures.find(figure => !views.has(figure) && !figure.dataset.tried);
          if (!next) return;
          next.dataset.tried = 'yes';
          near.unobserve(next);
          draw(next).catch(error => console.error(next.dataset.chart, error)).then(() => quiet(drawNext));
        }
        window.addEventListener('load', () => setTimeout(() => quiet(drawNext), 500));

        const switches = document.getElementById('switches');
        if (switches) {
          switches.hidden = false;
          switches.addEventListener('change', event => {
            // A chart of no split says nothing: the last one stays on.
            if (chosen().length === 0) event.target.checked = true;
            for (const [figure, result] of views) {
              if ((result.spec.params ?? []).some(param => param.name === 'shown')) draw(figure);
            }
          });
          switches.addEventListener('submit', event => event.preventDefault());
        }

        let waiting;
        window.addEventListener('resize', () => {
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            for (const figure of views.keys()) {
              const holder = figure.querySelector('.picture');
              if (Math.abs(holder.clientWidth - figure.dataset.drawn) > 10) draw(figure);
            }
          }, 150);
        });

        """#
}
