"""A client that speaks HTTP/2 over TLS, and leaves it to the test when each piece is sent."""

import socket
import ssl

import h2.config
import h2.connection
import h2.events

GOAWAY = 7


class Streams:
    """One connection; its streams are numbered as they were opened."""

    def __init__(self, port):
        context = ssl._create_unverified_context()
        context.set_alpn_protocols(["h2"])
        self.port = port
        self.socket = context.wrap_socket(socket.create_connection(("127.0.0.1", port)))
        self.socket.settimeout(30)
        assert self.socket.selected_alpn_protocol() == "h2"
        self.connection = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self.connection.initiate_connection()
        self.streams, self.statuses, self.ended = [], {}, set()
        self.is_told_to_go, self.rest = False, b""
        self._flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def post(self, path, cookie, type, piece):
        """Begins a request, and sends the first piece of its body."""
        stream = self.connection.get_next_available_stream_id()
        self.streams.append(stream)
        self.connection.send_headers(stream, [
            (":method", "POST"), (":scheme", "https"), (":authority", f"127.0.0.1:{self.port}"), (":path", path),
            ("cookie", cookie), ("content-type", type)])
        self._send(stream, piece)

    def finish(self, pieces):
        """Sends the last piece of each body, and returns the statuses of the answers that came whole."""
        for stream, piece in zip(self.streams, pieces):
            self._send(stream, piece)
            self.connection.end_stream(stream)
            self._flush()
        # Until the server ends the connection.
        while self._receive():
            pass
        return [self.statuses.get(stream) for stream in self.streams if stream in self.ended]

    def _send(self, stream, piece):
        while piece:
            while not (room := min(
                    self.connection.local_flow_control_window(stream), self.connection.max_outbound_frame_size)):
                assert self._receive(), "the server has ended the connection"
            self.connection.send_data(stream, piece[:room])
            piece = piece[room:]
            self._flush()

    def _flush(self):
        self.socket.sendall(self.connection.data_to_send())

    def _receive(self):
        data = self.socket.recv(65536)
        for frame in self._frames(data):
            for event in self.connection.receive_data(frame):
                if isinstance(event, h2.events.ResponseReceived):
                    self.statuses[event.stream_id] = dict(event.headers)[":status"]
                elif isinstance(event, h2.events.DataReceived):
                    self.connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, h2.events.StreamEnded):
                    self.ended.add(event.stream_id)
            self._flush()
        return bool(data)

    def _frames(self, data):
        """Frames that are whole, but for GOAWAY: h2 takes it for the end, though what has begun goes on (RFC 9113
        section 6.8)."""
        self.rest += data
        while len(self.rest) >= 9 and len(self.rest) >= (end := 9 + int.from_bytes(self.rest[:3])):
            frame, self.rest = self.rest[:end], self.rest[end:]
            if frame[3] == GOAWAY:
                self.is_told_to_go = True
            else:
                yield frame
