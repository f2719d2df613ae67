SHOP = "press/flux-shop"
BLOG = "press/flux/blog"
LOCAL_DATA = "./data/shop.zip"
