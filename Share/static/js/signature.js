// A signature field: draws with pointer events and keeps the strokes as data, so that the server can draw them
// again as SVG. There is always another way: typing the name.
for (const box of document.querySelectorAll('[data-sign]')) {
  const canvas = box.querySelector('canvas');
  const field = document.getElementById(box.dataset.sign);
  const pen = canvas.getContext('2d');
  let strokes = field.value ? JSON.parse(field.value) : [];

  function draw() {
    const frame = canvas.getBoundingClientRect(), scale = devicePixelRatio || 1;
    canvas.width = Math.round(frame.width * scale);
    canvas.height = Math.round(frame.height * scale);
    pen.scale(scale, scale);
    pen.lineCap = pen.lineJoin = 'round';
    pen.strokeStyle = '#10202b';
    for (const stroke of strokes) {
      for (let i = 1; i < stroke.length; i++) {
        const [x0, y0, t0] = stroke[i - 1], [x, y, t] = stroke[i];
        const speed = Math.hypot(x - x0, y - y0) / Math.max(t - t0, 1);
        pen.lineWidth = Math.max(1.4, 3.4 - speed * 1.1);          // quick strokes are thinner, as a pen's are
        pen.beginPath(); pen.moveTo(x0, y0); pen.lineTo(x, y); pen.stroke();
      }
    }
  }
  function keep() {
    draw();
    field.value = strokes.length ? JSON.stringify(strokes.map((s) => s.map((p) => p.map(Math.round)))) : '';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const point = (e) => { const frame = canvas.getBoundingClientRect(); return [e.clientX - frame.left, e.clientY - frame.top, e.timeStamp]; };

  canvas.addEventListener('pointerdown', (e) => { canvas.setPointerCapture(e.pointerId); strokes.push([point(e)]); });
  canvas.addEventListener('pointermove', (e) => {
    if (!canvas.hasPointerCapture(e.pointerId)) return;
    for (const part of e.getCoalescedEvents ? e.getCoalescedEvents() : [e]) strokes[strokes.length - 1].push(point(part));
    draw();
  });
  canvas.addEventListener('pointerup', keep);
  box.querySelector('[data-sign-clear]').addEventListener('click', () => { strokes = []; keep(); });
  box.querySelector('[data-sign-undo]').addEventListener('click', () => { strokes.pop(); keep(); });
  new ResizeObserver(draw).observe(canvas);
}
