// Asks WeChat for the payment that our server prepared, then goes back: what the phone says about it is never believed,
// the page asks the server.
const { safe } = require('../../address.js');

Page({
  data: { said: '' },

  onLoad(query) {
    this.back = safe(query.back ? decodeURIComponent(query.back) : '/');
    this.order = null;
    try { this.order = JSON.parse(decodeURIComponent(query.order || '')); } catch (wrong) { /* told below */ }
    this.pay();
  },

  pay() {
    const order = this.order;
    const whole = order && ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'].every(name => typeof order[name] === 'string');
    if (!whole) { this.setData({ said: '付款单不完整，没有扣钱。请回去再试' }); return; }
    const { timeStamp, nonceStr, signType, paySign } = order;
    wx.requestPayment({
      timeStamp, nonceStr, package: order.package, signType, paySign,
      success: () => this.leave(),
      fail: () => this.setData({ said: '没付成，钱没有扣。换一种方式或过会儿再试' }),
    });
  },

  leave() { wx.reLaunch({ url: '/pages/web/web?to=' + encodeURIComponent(this.back) }); },
});
