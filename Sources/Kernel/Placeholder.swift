import Hummingbird
import Mustache
import Logging
import Metrics
import ServiceLifecycle
import CCrypto
