// The only file a district changes. The origin has to be registered with WeChat as a web-view domain.
module.exports = {
  origin: 'https://linli.example.org',
  // Path of the site below the origin, such as '/qinghe'; empty at the root.
  prefix: '',
  hotline: '12345',
};
