// Asks WeChat for the payment that our server prepared, then goes back: what the phone says about it is never believed,
// the page asks the server.
const { unescaped } = require('../../address.js');

Page({
  data: { said: '' },

  onLoad(query) {
    this.back = unescaped(query.back);
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
      // A broken line fails too, with the money gone: only our server can find out.
      fail: () => this.setData({ said: '这里没付成。扣没扣钱以订单页为准，请先回去看一看，不要马上再付' }),
    });
  },

  leave() { wx.reLaunch({ url: '/pages/web/web?to=' + encodeURIComponent(this.back) }); },
});
