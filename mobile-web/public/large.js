// Sets the text size before the first paint, so that nothing jumps; a file of its own, because the page forbids inline scripts.
(function (root) {
  try {
    root.setAttribute('data-size', localStorage.getItem('size') === 'large' ? 'large' : 'normal')
  } catch (_) {
    root.setAttribute('data-size', 'normal')
  }
})(document.documentElement)

// A program that does not come, or that a browser just below our floor can't read, must not leave a white page. Browsers
// without modules at all are sent to old.js by the page itself.
function fallBack(event) {
  var app = document.getElementById('app')
  var isProgram = event.target === window || (event.target.tagName === 'SCRIPT' && event.target.type === 'module')
  if (!isProgram || !app || app.firstChild) return
  document.body.appendChild(document.createElement('script')).src = '/old.js'
}
addEventListener('error', fallBack, true)
