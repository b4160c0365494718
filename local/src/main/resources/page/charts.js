import { byId } from "./dom.js";

const charts = new Map();
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const palette = () => [1, 2, 3, 4, 5, 6].map(i => colour(`--c${i}`));

function paint(chart) {
  const colours = palette();
  chart.data.datasets.forEach((set, i) => {
    set.backgroundColor = colours[i % colours.length];
    set.borderColor = colours[i % colours.length];
  });
  for (const scale of Object.values(chart.options.scales)) {
    scale.ticks = { ...scale.ticks, color: colour("--quiet") };
    scale.grid = { color: colour("--line") };
    if (scale.title) scale.title.color = colour("--quiet");
  }
  chart.options.plugins.legend.labels = { color: colour("--ink"), boxWidth: 14 };
}

/** Draws, or draws again with other numbers: sets are [label, values]. */
export function draw(id, type, labels, sets, { scales = {}, horizontal = false } = {}) {
  let chart = charts.get(id);
  if (!chart) {
    const unit = { beginAtZero: true, ticks: {}, ...scales };
    chart = new window.Chart(byId(id), {
      type,
      data: { labels: [], datasets: [] },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: horizontal ? "y" : "x",
        elements: { point: { radius: 0, hitRadius: 8 }, line: { borderWidth: 2 } },
        plugins: { legend: { display: true } },
        scales: horizontal ? { x: unit, y: { ticks: { autoSkip: false } } } : { x: { ticks: { maxRotation: 0 } }, y: unit },
      },
    });
    charts.set(id, chart);
  }
  chart.data.labels = labels;
  chart.data.datasets = sets.map(([label, data]) => ({ label, data }));
  chart.options.plugins.legend.display = sets.length > 1;
  paint(chart);
  chart.update("none");
}

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const chart of charts.values()) {
    paint(chart);
    chart.update("none");
  }
});
