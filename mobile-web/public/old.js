// For browsers below our floor: where the server put nothing to read, say how to be heard all the same.
var app = document.getElementById('app')
if (app && !app.firstChild) {
  app.innerHTML =
    '<h1>廉镜</h1><p>这部手机的浏览器太旧，打不开这一页。请换一部手机，或升级微信。</p>' +
    '<p>不用上网也能反映：打 <a href="tel:12388">12388</a>，或到您所在乡镇的纪委当面说。有人身危险，请打 <a href="tel:110">110</a>。</p>'
}
