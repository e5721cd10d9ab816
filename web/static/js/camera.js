// Reads QR codes with the camera: by the browser's own detector, else by the decoder that the page names.
// A button with data-reads fills in the code of its form and sends it; without this file it is typed.

const AGAIN = 8000; // ms in which the camera still sees the same code
const LOOK = 150; // ms between two pictures

async function reader(decoder) {
  const formats = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  await import(decoder);
  const canvas = document.createElement("canvas");
  const picture = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    picture.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = picture.getImageData(0, 0, canvas.width, canvas.height);
    return self.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
  };
}

function stop(video) {
  video.srcObject.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
  video.hidden = true;
}

// Begins to look, or ends it. Fails where there is no camera or it is not allowed.
export async function look(video, decoder, take) {
  if (video.srcObject) return stop(video);
  const read = await reader(decoder);
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.hidden = false;
  await video.play();
  let seen = { code: "", at: 0 };
  while (video.srcObject) {
    const code = video.videoWidth ? await read(video) : "";
    if (code && (code !== seen.code || Date.now() - seen.at > AGAIN)) await take(code);
    if (code) seen = { code, at: Date.now() };
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

for (const button of document.querySelectorAll("button[data-reads]")) {
  const form = button.form;
  const video = form.querySelector("video");
  button.hidden = false;
  button.addEventListener("click", () =>
    look(video, button.dataset.reads, (code) => {
      stop(video);
      form.elements.code.value = code;
      form.requestSubmit();
    }).catch(() => (button.hidden = true)));
}
