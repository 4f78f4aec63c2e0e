// 邻里 Linli, photos made small on the device: shared by the pages and the service worker.
'use strict';
// 1600 px are enough to see a lamp or a ditch. The same photo becomes the same bytes, and so the same file, however often it
// is sent; what is not larger than that and has no more than `most` bytes stays as it is.
self.linliSmall = async (photo, most = 1500000) => {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
    const share = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    if (share === 1 && photo.size < most) return photo;
    const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
    // A page of an older phone has only the other kind; a service worker has only this one.
    const canvas = self.OffscreenCanvas ? new OffscreenCanvas(width, height) : Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d').drawImage(picture, 0, 0, width, height);
    const blob = canvas.convertToBlob ? await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }) : await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
    if (!blob) return photo;
    return photo.name ? new File([blob], photo.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : blob;
  } catch { return photo; } // no picture, which the server says in its own words
};
