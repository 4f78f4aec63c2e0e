// The web-view cannot scan; it sends people here with wx.miniProgram.navigateTo and gets them back at the scanned page.
const { scanned } = require('../../address.js');

Page({
  data: { said: '' },

  onLoad() { this.scan(); },

  scan() {
    wx.scanCode({
      onlyFromCamera: false,
      scanType: ['qrCode'],
      success: ({ result }) => {
        const path = scanned(result);
        if (path) wx.reLaunch({ url: '/pages/web/web?to=' + encodeURIComponent(path) });
        else this.setData({ said: '这不是邻里的码' });
      },
      fail: () => this.setData({ said: '没扫到，请再对准一些' }),
    });
  },
});
