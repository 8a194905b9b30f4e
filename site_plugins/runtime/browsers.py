"""What browsers tell of the machines they run on, as the page reads it.

The names of graphics chips are as the browsers print them: Chromium's from public reports,
Firefox's from Mozilla's own tests (TestSanitizeRenderer.cpp), Brave's from its issue 57944.
"""

from collections.abc import Mapping

Raw = dict[str, object]

_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
_LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
_GECKO = "rv:160.0) Gecko/20100101 Firefox/160.0"
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/27.2"
_CHROME = "Chromium 157, Google Chrome 157, Not/A)Brand 24"


def _chromium(agent: str, system: str, **more: object) -> Raw:
    return {
        "userAgent": f"{agent} Chrome/157.0.0.0 Safari/537.36",
        "maxTouchPoints": 0,
        "brands": _CHROME,
        "hintedPlatform": system,
        "architecture": "x86",
        "bitness": "64",
        "model": "",
        **more,
    }


BROWSERS: Mapping[str, Raw] = {
    "Chrome, Windows, Iris Xe": _chromium(
        _WINDOWS,
        "Windows",
        platform="Win32",
        deviceMemory=16,
        hardwareConcurrency=12,
        webglRenderer="ANGLE (Intel, Intel(R) Iris(R) Xe Graphics (0x0000A7A0) Direct3D11 vs_5_0 "
        "ps_5_0, D3D11)",
        webgpuVendor="intel",
        webgpuArchitecture="gen-12lp",
    ),
    "Chrome, Windows, RTX 4060 laptop": _chromium(
        _WINDOWS,
        "Windows",
        platform="Win32",
        deviceMemory=32,
        hardwareConcurrency=16,
        webglRenderer="ANGLE (NVIDIA, NVIDIA GeForce RTX 4060 Laptop GPU (0x000028E0) Direct3D11 "
        "vs_5_0 ps_5_0, D3D11)",
        webgpuVendor="nvidia",
        webgpuArchitecture="lovelace",
    ),
    "Edge 140, Windows, Radeon 780M": _chromium(
        _WINDOWS,
        "Windows",
        brands="Chromium 140, Microsoft Edge 140",
        platform="Win32",
        deviceMemory=8,
        hardwareConcurrency=16,
        webglRenderer="ANGLE (AMD, AMD Radeon(TM) 780M Graphics (0x000015BF) Direct3D11 vs_5_0 "
        "ps_5_0, D3D11)",
    ),
    "Chrome, Windows on arm": _chromium(
        _WINDOWS,
        "Windows",
        architecture="arm",
        platform="Win32",
        deviceMemory=16,
        webglRenderer="ANGLE (Qualcomm, Qualcomm(R) Adreno(TM) X1-85 GPU (0x36334330) Direct3D11 "
        "vs_5_0 ps_5_0, D3D11)",
        webgpuVendor="qualcomm",
    ),
    "Chrome, Mac M4": _chromium(
        _MAC,
        "macOS",
        architecture="arm",
        platform="MacIntel",
        deviceMemory=32,
        hardwareConcurrency=10,
        webglRenderer="ANGLE (Apple, ANGLE Metal Renderer: Apple M4, Unspecified Version)",
        webgpuVendor="apple",
        webgpuArchitecture="metal-3",
    ),
    "Chrome, Mac M1, Rosetta": _chromium(
        _MAC,
        "macOS",
        platform="MacIntel",
        deviceMemory=8,
        webglRenderer="ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)",
    ),
    "Firefox, Mac with Intel": {
        "userAgent": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; {_GECKO}",
        "platform": "MacIntel",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 8,
        "webglRenderer": "Intel(R) HD Graphics 400, or similar",
    },
    "Firefox, Mac with Apple silicon": {
        "userAgent": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; {_GECKO}",
        "platform": "MacIntel",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 10,
        "webglRenderer": "Apple M1, or similar",
    },
    "Safari, Mac": {
        "userAgent": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_SAFARI} Safari/605.1.15",
        "platform": "MacIntel",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 8,
        "webglRenderer": "Apple GPU",
    },
    "Firefox, Windows, RTX 5090": {
        "userAgent": f"Mozilla/5.0 (Windows NT 10.0; Win64; x64; {_GECKO}",
        "platform": "Win32",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 16,
        "webglRenderer": "ANGLE (NVIDIA, NVIDIA GeForce GTX 980 Direct3D11 vs_5_0 ps_5_0), or "
        "similar",
    },
    "Firefox, Linux, Radeon": {
        "userAgent": f"Mozilla/5.0 (X11; Linux x86_64; {_GECKO}",
        "platform": "Linux x86_64",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 16,
        "webglRenderer": "Radeon R9 200 Series, or similar",
    },
    "Firefox, Linux, resists fingerprinting": {
        "userAgent": f"Mozilla/5.0 (X11; Linux x86_64; {_GECKO}",
        "platform": "Linux x86_64",
        "maxTouchPoints": 0,
        "hardwareConcurrency": 2,
        "webglRenderer": "Mozilla",
    },
    "Chrome, Linux, Mesa": _chromium(
        _LINUX,
        "Linux",
        platform="Linux x86_64",
        deviceMemory=8,
        webglRenderer="ANGLE (Intel, Vulkan 1.3.255 (Intel(R) UHD Graphics 620 (KBL GT2) "
        "(0x00005917)), Intel open-source Mesa driver)",
    ),
    "Chrome, Linux, no graphics driver": _chromium(
        _LINUX,
        "Linux",
        platform="Linux x86_64",
        deviceMemory=4,
        webglRenderer="ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), "
        "SwiftShader driver)",
    ),
    "Brave, Windows": _chromium(
        _WINDOWS,
        "Windows",
        brands="Chromium 157, Brave 157, Not/A)Brand 24",
        platform="Win32",
        deviceMemory=2,
        hardwareConcurrency=5,
        webglRenderer="Brave",
        webgpuVendor="",
    ),
    "iPad, Safari": {
        "userAgent": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_SAFARI} Safari/605.1.15",
        "platform": "MacIntel",
        "maxTouchPoints": 5,
        "webglRenderer": "Apple GPU",
    },
    "iPhone, Safari": {
        "userAgent": f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) {_SAFARI} "
        "Mobile/15E148 Safari/604.1",
        "platform": "iPhone",
        "maxTouchPoints": 5,
        "webglRenderer": "Apple GPU",
    },
    "Android phone, Chrome": _chromium(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)",
        "Android",
        architecture="",
        model="Pixel 10",
        maxTouchPoints=5,
        deviceMemory=8,
        webglRenderer="Adreno (TM) 740",
    ),
    "Chromebook": _chromium(
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)",
        "Chrome OS",
        platform="Linux x86_64",
        deviceMemory=8,
        webglRenderer="ANGLE (Intel, Mesa Intel(R) Graphics (ADL GT2), OpenGL 4.6)",
    ),
    "Raspberry Pi 5": _chromium(
        "Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 (KHTML, like Gecko)",
        "Linux",
        architecture="arm",
        platform="Linux aarch64",
        deviceMemory=8,
        webglRenderer="ANGLE (Broadcom, V3D 7.1.10.2, OpenGL ES 3.1 Mesa 25.0.7-2+rpt4)",
    ),
    "a browser that tells nothing": {},
}

NONSENSE: tuple[object, ...] = (
    *([], "x", 7, {"deviceMemory": "<img src=x onerror=alert(1)>", "webglRenderer": 3.5}),
    {"userAgent": "Windows\u202e\u0000" * 200, "deviceMemory": -8, "brands": ["Brave"]},
    {"userAgent": "Windows", "deviceMemory": 1e308, "webglRenderer": "<b>GeForce RTX</b>"},
)
