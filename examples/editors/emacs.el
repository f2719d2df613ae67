;; Eglot, which runs one server for a buffer:
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((python-mode python-ts-mode) "replint" "server")))

;; lsp-mode, which runs it beside the server that Python has otherwise:
(with-eval-after-load 'lsp-mode
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection '("replint" "server"))
                    :major-modes '(python-mode python-ts-mode)
                    :add-on? t
                    :server-id 'replint)))
