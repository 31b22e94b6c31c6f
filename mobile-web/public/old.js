// Where the client's program can't run or did not come, and the server put nothing to read into the page: shows what
// stands there for phones without JavaScript. Written for browsers of any age.
(function (app, plain) {
  if (!app || app.firstChild) return
  app.innerHTML =
    (plain && plain.textContent) ||
    '<h1>这一页在这部手机上打不开</h1><p>请升级微信，或换一部手机。不用上网也能反映：打 <a href="tel:12388">12388</a>，' +
      '或到您所在乡镇的纪委当面说。有人身危险，请打 <a href="tel:110">110</a>。</p>'
})(document.getElementById('app'), document.getElementsByTagName('noscript')[0])
