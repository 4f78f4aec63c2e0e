"""A line to the server that can be cut: a proxy of plain bytes, so that whatever the browser does meets it."""
import socket
import threading
from urllib.parse import urlsplit


class Line:
    def __init__(self, base):
        parts = urlsplit(base)
        self.to = (parts.hostname, parts.port)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.is_cut = False
        # While set, requests reach the server and answers do not come back.
        self.is_deaf = False
        self.lock = threading.Lock()
        self.open = set()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(self.to)
            with self.lock:
                self.open |= {near, far}
            for source, target, back in ((near, far, False), (far, near, True)):
                threading.Thread(target=self.carry, args=(source, target, back), daemon=True).start()

    def carry(self, source, target, back):
        try:
            while data := source.recv(65536):
                if back and self.is_deaf:
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
            with self.lock:
                self.open.discard(end)

    def cut(self):
        self.is_cut = True
        with self.lock:
            for end in list(self.open):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def mend(self):
        self.is_cut = self.is_deaf = False

    def close(self):
        self.cut()
        self.door.close()
