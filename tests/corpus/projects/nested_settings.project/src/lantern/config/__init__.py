from lantern.config.schema import App, Poll, Target

DEFAULT = App()
STAGING = App(target=Target(name="Lamp Shades"), poll=Poll(seconds=4))
QUIET = App(poll=Poll(seconds=120, growth=1.0))
