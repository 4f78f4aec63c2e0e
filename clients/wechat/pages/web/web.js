const { handedOver, unescaped } = require('../../address.js');
const { token } = require('../../signin.js');

Page({
  data: { src: '', failed: false },

  onLoad(query) {
    this.path = unescaped(query.to);
    this.open();
  },

  async open() {
    // Standard letters are 17 px; 关怀模式 has 23.8.
    const { fontSizeSetting } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync();
    const src = handedOver(this.path, (fontSizeSetting || 17) / 17, await token());
    this.setData({ src, failed: false });
  },

  onFail() { this.setData({ failed: true }); },

  // A shared page opens at the same place, never at somebody's own page.
  onShareAppMessage() { return { title: '邻里', path: '/pages/web/web' }; },
});
