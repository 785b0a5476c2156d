# Prints what VLC understands of an EBU STL file, as JSON: its own demuxer and decoder at work, with this script in the place of its player.
# Without a file it ends well where VLC can be used so. VLC's program itself is not needed: it refuses to run as root and keeps time by a clock.
import ctypes
import json
import os
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, byref, c_bool, c_char_p, c_int, c_int64, c_size_t, c_ubyte, c_uint16, c_uint32, c_void_p

ITALIC, UNDERLINED = 1 << 1, 1 << 5
SIDES = {1: "left", 2: "right"}
# VLC's times are microseconds counted from 1.
FIRST_TICK = 1

# What follows is laid out as VLC 3's headers have it (vlc_demux.h, vlc_codec.h, vlc_es_out.h, vlc_subpicture.h, vlc_text_style.h) on 64 bits.
# That layout is what the 9 in libvlccore.so.9 stands for. Members that are not used are gaps.
OBJECT, ES_FORMAT = c_ubyte * 40, c_ubyte * 264
AddStream = CFUNCTYPE(c_void_p, c_void_p, c_void_p)
SendBlock = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p)
DropStream = CFUNCTYPE(None, c_void_p, c_void_p)
Control = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)
Destroy = CFUNCTYPE(None, c_void_p)
DemuxSome = CFUNCTYPE(c_int, c_void_p)
DecodeBlock = CFUNCTYPE(c_int, c_void_p, c_void_p)
NewPicture = CFUNCTYPE(c_void_p, c_void_p, c_void_p)
QueuePicture = CFUNCTYPE(c_int, c_void_p, c_void_p)


class EsOut(Structure):
    _fields_ = [("add", AddStream), ("send", SendBlock), ("drop", DropStream), ("control", Control), ("destroy", Destroy), ("gap", c_void_p)]


class Demux(Structure):
    _fields_ = [("object", OBJECT), ("gap", c_void_p * 7), ("preparses", c_bool), ("demux", DemuxSome)]


class Decoder(Structure):
    _fields_ = [
        *[("object", OBJECT), ("module", c_void_p), ("gap", c_void_p), ("format_in", ES_FORMAT), ("format_out", ES_FORMAT), ("drops", c_bool)],
        *[("decode", DecodeBlock), ("gap2", c_void_p * 8), ("new_picture", NewPicture), ("gap3", c_void_p * 6), ("queue_picture", QueuePicture)],
        ("gap4", c_void_p * 2),
    ]


class Style(Structure):
    _fields_ = [("fonts", c_void_p * 2), ("features", c_uint16), ("flags", c_uint16)]


class Text(Structure):
    pass


Text._fields_ = [("text", c_char_p), ("style", POINTER(Style)), ("next", POINTER(Text))]


class Region(Structure):
    _fields_ = [("gap", c_ubyte * 200), ("text", POINTER(Text)), ("text_align", c_int)]


class Picture(Structure):
    _fields_ = [("gap", c_void_p * 3), ("region", POINTER(Region)), ("start", c_int64), ("stop", c_int64)]


def function(library, name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


def started():
    """The root of VLC's objects, and its core."""
    if sys.maxsize < 1 << 32:
        sys.exit("VLC's structures are known on 64 bits only")
    vlc, core = ctypes.CDLL("libvlc.so.5"), ctypes.CDLL("libvlccore.so.9")
    version = function(vlc, "libvlc_get_version", c_char_p)()
    if not version.startswith(b"3.0."):
        sys.exit(f"VLC's structures are known of version 3.0, this is {version.decode()}")
    options = (c_char_p * 2)(b"--quiet", b"--ignore-config")
    instance = function(vlc, "libvlc_new", POINTER(c_void_p), c_int, POINTER(c_char_p))(2, options)
    exists = function(core, "module_exists", c_bool, c_char_p)
    if not (instance and exists(b"demux_stl") and exists(b"stl")):
        sys.exit("VLC's modules for EBU STL are missing")
    return instance[0], core


def read(data, root, core):
    """The cues of a file's bytes."""
    cues = []
    new_object = function(core, "vlc_object_create", c_void_p, c_void_p, c_size_t)
    need = function(core, "module_need", c_void_p, c_void_p, c_char_p, c_char_p, c_bool)
    copy_format = function(core, "es_format_Copy", c_int, c_void_p, c_void_p)
    new_picture = function(core, "subpicture_New", c_void_p, c_void_p)
    update = function(core, "subpicture_Update", None, c_void_p, c_void_p, c_void_p, c_int64)
    # A video format: width and height at 1 and 2, of what is seen of it at 5 and 6, shape of its points at 8 and 9.
    screen = (c_uint32 * 44)()
    screen[1], screen[2], screen[5], screen[6], screen[8], screen[9] = 720, 576, 720, 576, 1, 1
    decoder = Decoder.from_address(new_object(root, ctypes.sizeof(Decoder)))

    def queue_picture(_, at):
        picture = Picture.from_address(at)
        update(at, byref(screen), byref(screen), picture.start)
        cues.append(seen(picture))
        return 0

    callbacks = NewPicture(lambda _, updater: new_picture(updater)), QueuePicture(queue_picture)

    def add_stream(_, stream_format):
        copy_format(addressof(decoder) + Decoder.format_in.offset, stream_format)
        decoder.new_picture, decoder.queue_picture = callbacks
        decoder.module = need(addressof(decoder), b"spu decoder", b"stl", True)
        if not decoder.module:
            raise RuntimeError("VLC's decoder refuses the file")
        return addressof(decoder)

    out = EsOut(
        *[AddStream(add_stream), SendBlock(lambda _, at, block: decoder.decode(at, block))],
        *[DropStream(lambda *_: None), Control(lambda *_: 0), Destroy(lambda _: None), None],
    )
    kept = ctypes.create_string_buffer(data, len(data))
    stream = function(core, "vlc_stream_MemoryNew", c_void_p, c_void_p, c_void_p, c_size_t, c_bool)(root, kept, len(data), True)
    at = function(core, "demux_New", c_void_p, c_void_p, c_char_p, c_char_p, c_void_p, c_void_p)(root, b"stl", b"", stream, byref(out))
    if not at:
        sys.exit("VLC's demuxer refuses the file")
    demux = Demux.from_address(at)
    while (state := demux.demux(at)) == 1:
        pass
    if state != 0:
        sys.exit("VLC's demuxer fails")
    return cues


def seen(picture):
    region = picture.region.contents
    parts, at = [], region.text
    while at:
        parts.append((at.contents.text.decode(), at.contents.style.contents.flags if at.contents.style else 0))
        at = at.contents.next
    letters = [flags for text, flags in parts if text.strip()]
    return {
        "start": round((picture.start - FIRST_TICK) / 1000),
        "end": round((picture.stop - FIRST_TICK) / 1000),
        "text": "".join(text for text, _ in parts),
        "side": SIDES.get(region.text_align, "centre"),
        "italic": all(flags & ITALIC for flags in letters),
        "underline": all(flags & UNDERLINED for flags in letters),
        "stretches": [{"text": text, "style": ("i" if flags & ITALIC else "") + ("u" if flags & UNDERLINED else "")} for text, flags in parts],
    }


# Python only prints what goes wrong where VLC calls it.
failures = []
sys.unraisablehook = lambda raised: failures.append(raised.exc_value)
found_root, found_core = started()
if len(sys.argv) > 1:
    with open(sys.argv[1], "rb") as file:
        found = read(file.read(), found_root, found_core)
    if failures:
        sys.exit(f"VLC's reading failed: {failures[0]!r}")
    print(json.dumps(found), flush=True)
# VLC holds on to what is gone once Python takes itself down.
os._exit(0)
