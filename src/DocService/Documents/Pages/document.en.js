// English of the public page of an issued document; its record comes in the reader's language from the service.
export default {
  "文件有 {0} MB，超过 30 MB，不会是这份公文。": "The file has {0} MB, more than 30 MB, and cannot be this document.",
  "正在计算……": "Computing …",
  "一致：这就是印发时的原件，没有改动。": "The same: this is the original as issued, unchanged.",
  "一致：这就是由原件生成的 PDF，没有改动。": "The same: this is the PDF made from the original, unchanged.",
  "不一致：“{0}”不是印发时的那一份，它的 SHA-256 是 {1}。": "Not the same: “{0}” is not the file that was issued; its SHA-256 is {1}.",
  "没有核对成：{0}": "It could not be checked: {0}",
};
