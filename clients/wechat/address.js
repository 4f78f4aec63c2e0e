// Addresses of the service. Nothing that comes from outside may lead the web-view elsewhere.
const settings = require('./settings.js');

// A path on our own site, or the home page; the same rule as on the server (OwnPath). Nothing behind a #: there the
// server's token stands, and whoever shares a page must not bring one of theirs.
const safe = path => typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,499}$/.test(path) && !/[\\#]/.test(path) ? path : '/';

// The entry sets large text by itself where WeChat's own letters are large, then goes on.
const entry = (path, scale) => settings.origin + settings.prefix + '/enter?shell=wx&font=' + encodeURIComponent(String(scale || 1)) + '&to=' + encodeURIComponent(safe(path));

// The same through the page that signs in, with the token behind the #, which browsers carry over the redirect and send to
// no server. Without a good token it is the plain entry.
const handedOver = (path, scale, token) => /^[\w-]{43}$/.test(token || '')
  ? entry('/enter/wechat?to=' + encodeURIComponent(safe(path)), scale) + '#' + token : entry(path, scale);

const handovers = settings.origin + settings.prefix + '/api/v1/wechat/handovers';

// What a scanned code of ours says: a path, whoever printed it; anything else is no code of ours.
const scanned = text => {
  const own = settings.origin + settings.prefix;
  if (typeof text !== 'string' || !(text === own || text.startsWith(own + '/'))) return null;
  return safe(text.slice(own.length) || '/');
};

// An escaped path from a page's own address; one that is escaped wrongly is no path of ours.
const unescaped = path => { try { return safe(decodeURIComponent(path || '/')); } catch (wrong) { return '/'; } };

module.exports = { entry, handedOver, handovers, safe, scanned, unescaped };
