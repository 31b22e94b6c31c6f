// Sets the text size before the first paint, so that nothing jumps; a file of its own, because the page forbids inline scripts.
(function (root) {
  try {
    root.setAttribute('data-size', localStorage.getItem('size') === 'large' ? 'large' : 'normal')
  } catch (_) {
    root.setAttribute('data-size', 'normal')
  }
})(document.documentElement)
