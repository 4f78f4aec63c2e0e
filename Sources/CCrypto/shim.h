#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/param_build.h>

/* Keys on P-256 from their bytes: the parameter builder keeps pointers, which is safe in C only. */

/* The point of a secret of 32 bytes, uncompressed: 65 bytes. 0 for a secret outside 1..<order. */
static inline int linli_p256_point(const unsigned char *secret, unsigned char *point) {
  EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  BIGNUM *number = BN_secure_new();
  EC_POINT *found = group ? EC_POINT_new(group) : NULL;
  int done = found && number && BN_bin2bn(secret, 32, number) && !BN_is_zero(number) &&
             BN_cmp(number, EC_GROUP_get0_order(group)) < 0 &&
             EC_POINT_mul(group, found, number, NULL, NULL, NULL) == 1 &&
             EC_POINT_point2oct(group, found, POINT_CONVERSION_UNCOMPRESSED, point, 65, NULL) == 65;
  EC_POINT_free(found);
  BN_clear_free(number);
  EC_GROUP_free(group);
  return done;
}

/* Public key of 65 bytes, with its secret of 32 bytes or without. NULL for a point off the curve. */
static inline EVP_PKEY *linli_p256_key(const unsigned char *point, const unsigned char *secret) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM *params = NULL;
  BIGNUM *number = secret ? BN_secure_new() : NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  int ready = context && builder && (!secret || (number && BN_bin2bn(secret, 32, number))) &&
              OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
              OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, 65) &&
              (!secret || OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number)) &&
              (params = OSSL_PARAM_BLD_to_param(builder)) && EVP_PKEY_fromdata_init(context) == 1;
  if (ready && EVP_PKEY_fromdata(context, &key, secret ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) != 1)
    key = NULL;
  OSSL_PARAM_free(params);
  OSSL_PARAM_BLD_free(builder);
  EVP_PKEY_CTX_free(context);
  BN_clear_free(number);
  return key;
}
