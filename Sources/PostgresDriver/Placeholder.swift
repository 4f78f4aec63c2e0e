import Kernel
import CPostgres
